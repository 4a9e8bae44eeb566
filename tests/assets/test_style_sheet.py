import pytest
from style_sheet import asked_for, names, rules, selectors, trim


def trimmed(text: str, *used: str, read: frozenset[str] = frozenset()) -> str:
    return trim(text, set(used).__contains__, read).strip()


def test_a_rule_stays_when_all_its_classes_are_in_use() -> None:
    text = ".a{x:1}.b{x:2}.a.b{x:3}.a .c{x:4}"
    assert trimmed(text, "a", "c") == ".a{x:1}.a .c{x:4}"


def test_of_a_list_the_selectors_in_use_stay() -> None:
    assert trimmed(".a,.b,p>.b,p{x:1}", "a") == ".a,p{x:1}"


def test_elements_other_attributes_and_root_always_stay() -> None:
    text = ':root{x:1}a:hover{x:2}[type="sub.mit"]{x:3}*,::before{x:4}'
    assert trimmed(text) == text


def test_a_data_attribute_must_be_in_use() -> None:
    text = "[data-theme=dark] p{x:1}[data-vc=month]{x:2}"
    assert trimmed(text, "data-theme") == "[data-theme=dark] p{x:1}"


@pytest.mark.parametrize("what", ["not", "is", "where", "has"])
def test_what_stands_in_brackets_asks_for_nothing(what: str) -> None:
    text = f".a:{what}(.gone,[data-gone],:nth-child(2)){{x:1}}"
    assert trimmed(text, "a") == text


@pytest.mark.parametrize("doubtful", [".gone::-moz-thumb", ".gone:-webkit-any-link", ".gone:has(p)"])
def test_a_list_that_a_browser_may_refuse_is_not_cut(doubtful: str) -> None:
    """Without the selector it does not know, the browser would suddenly obey the rest."""
    assert trimmed(f".a,{doubtful}{{x:1}}", "a") == f".a,{doubtful}{{x:1}}"
    assert trimmed(f".gone,{doubtful}{{x:1}}", "a") == ""


def test_rules_inside_media_queries_are_cut_and_empty_ones_fall_away() -> None:
    text = "@media (min-width:1px){.a{x:1}.b{x:2}}@media print{.b{x:3}@supports (x:1){.b{x:4}}}"
    assert trimmed(text, "a") == "@media (min-width:1px){.a{x:1}}"


def test_order_and_repetition_stay() -> None:
    text = ".a{x:1}p{x:2}.a{x:3}"
    assert trimmed(text, "a") == text


def test_signs_inside_strings_and_addresses_mean_nothing() -> None:
    text = """.a::after{content:"}{;\\"";background:url("data:image/svg+xml,<svg a='{;}'>")}.b{x:1}"""
    assert trimmed(text, "a") == text.removesuffix(".b{x:1}")


def test_an_escaped_name_is_read_as_it_is_written_in_a_page() -> None:
    assert asked_for(r".w-1\/2.a") == {"w-1/2", "a"}
    assert trimmed(r".w-1\/2{x:1}", "w-1/2") == r".w-1\/2{x:1}"


def test_custom_properties_that_nothing_reads_are_dropped_one_after_the_other() -> None:
    text = ":root{--a:1;--b:var(--a);--c:var(--b);--d:2;--e:3}p{x:var(--d, 1)}"
    assert trimmed(text) == ":root{--d:2}p{x:var(--d, 1)}"
    assert trimmed(text, read=frozenset({"--c"})) == text.replace(";--e:3", "")


def test_keyframes_and_registered_properties_stay_when_something_names_them() -> None:
    text = "@keyframes turn{to{x:1}}@keyframes gone{to{x:turn}}@property --p{syntax:a}p{animation:1s turn}"
    assert trimmed(text) == "@keyframes turn{to{x:1}}p{animation:1s turn}"
    assert "gone" in trimmed(text, read=frozenset({"gone"}))


def test_fonts_statements_and_the_licence_stay() -> None:
    text = '@charset "UTF-8";/*! MIT */@font-face{font-family:a;src:url(a;b)}/* no */.a{x:1}'
    assert trimmed(text) == '@charset "UTF-8";/*! MIT */\n@font-face{font-family:a;src:url(a;b)}'


def test_nested_rules_are_left_as_they_are() -> None:
    assert trimmed(".a{--x:1;&:hover{x:1}}", "a") == ".a{--x:1;&:hover{x:1}}"


def test_what_does_not_end_is_refused() -> None:
    for text in (".a{x:1", ".a{x:(1}", '.a{x:"1}', ".a"):
        with pytest.raises(ValueError, match="without an end"):
            rules(text)


def test_names_and_selectors_are_found_wherever_they_stand() -> None:
    text = "@media print{.a .b,p{--x:1}}[data-c]{x:var(--y)}@keyframes k{50%{top:.5px}}/* .no */"
    assert names(text) == {"a", "b", "data-c", "--x", "--y"}
    assert selectors(text) == {".a .b", "p", "[data-c]"}
