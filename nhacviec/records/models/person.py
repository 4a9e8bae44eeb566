from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):
    """Who signs in. What a person may do comes from his posts, never from this row."""

    username = models.CharField("Tên đăng nhập", max_length=150)
    email = models.EmailField("Thư điện tử", blank=True)
    full_name = models.CharField("Họ và tên", max_length=150)
    phone = models.CharField("Điện thoại", max_length=30, blank=True)
    is_active = models.BooleanField("Đang dùng", default=True)
    must_change_password = models.BooleanField("Phải đổi mật khẩu khi đăng nhập", default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    search_text = models.TextField(editable=False, default="")

    objects = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("username"), name="person_username_once", violation_error_message="Tên đăng nhập đã có."
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_once",
                condition=~models.Q(email=""),
                violation_error_message="Thư điện tử này đã dùng cho người khác.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.username
