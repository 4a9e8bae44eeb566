"""`nhacviec bench`: a province of any size in a scratch database, driven over HTTP, beside raw SQL."""
