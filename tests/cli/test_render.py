"""`tm render` as a person or a script meets it: each runs as a process of its own."""


def test_the_text_goes_to_standard_output(built):
    answer = built.tm("render", "notice", "--to", "az")
    assert (answer.code, answer.err) == (0, "")
    assert "\n# Ümumxalq Hüzn Günü haqqında bildiriş\n" in answer.out


def test_the_text_goes_to_a_file(built):
    answer = built.tm("render", "sources/notice", "--to", "en", "-o", "out.md")
    assert (answer.code, answer.out, answer.err) == (0, "", "Wrote out.md.\n")
    assert built.read("out.md") == built.read("sources/notice/en.md")


def test_what_is_missing_is_named_and_refused(built):
    built.replace("sources/notice/en.md", "units of the Soviet", "troops of the Soviet")
    answer = built.tm("render", "notice", "--to", "az", "--missing", "refuse", "-o", "out.md")
    assert (answer.code, (built.root / "out.md").exists()) == (1, False)
    assert answer.err.startswith("sources/notice/en.md:9: not translated: On January 20, 1990, troops")
