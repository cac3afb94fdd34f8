"""Plain text: what is kept, what is cut, and by which rule."""

from __future__ import annotations

from dissensus.records import BlockKind

from .pages import plain

BODY = (
    "The harbour board met on Tuesday and decided to raise the fee for every boat that stays overnight.\n"
    "Its chairwoman, Ada Brunn, said that nobody would be asked to pay twice for the same night.\n"
)


def test_a_headline_and_a_standfirst_are_kept():
    page = plain("Harbour fee rises\n\nBoats that stay overnight will pay more from spring\n\n" + BODY)
    assert page.kind_of("Harbour fee rises") is BlockKind.TITLE
    assert page.kind_of("Boats that stay overnight will pay more from spring") is BlockKind.STANDFIRST
    assert page.cut == []
    assert page.article.title == "Harbour fee rises"
    span = page.article.title_span
    assert span is not None
    assert page.article.parts.text[span.start : span.end] == "Harbour fee rises"


def test_a_headline_with_a_full_stop_stands_apart_from_a_body_without_empty_lines():
    page = plain(
        "The harbour fee rises.\n\n\n" + BODY + BODY.replace("Tuesday", "Wednesday").replace("twice", "thrice")
    )
    assert page.kind_of("The harbour fee rises.") is BlockKind.TITLE


def test_what_a_collector_put_before_the_text_is_cut_and_the_sentence_stays_whole():
    page = plain(" date 2024-03-05 (Quill Wire) On Monday, the board met.\n\n" + BODY)
    assert page.cut == [("prefix_stamp", "date 2024-03-05"), ("agency_mark", "(Quill Wire)")]
    assert page.kept[0] == "On Monday, the board met."


def test_datelines_are_cut_and_the_sentence_stays_whole():
    for opening in (
        "ELDPORT, March 5. /QUILL/. ",
        "ELDPORT, Norrland, March 5 (Quill) - ",
        "Eldport (Quill Wire) - ",
        "ELDPORT — ",
    ):
        page = plain(opening + BODY)
        assert [rule for rule, _ in page.cut] == ["dateline"], opening
        assert page.kept[0].startswith("The harbour board met"), opening


def test_an_acronym_before_a_bracket_is_no_dateline():
    assert (
        plain("The board (ADB) - which met on Tuesday - raised the fee for every boat in the harbour.\n" + BODY).cut
        == []
    )


def test_unfilled_templates_are_cut_wherever_they_stand():
    page = plain(
        "{{post.day | date}}\nHarbour fee rises\n" + BODY + "Read it at ${link} or not, the board said on the same day."
    )
    assert [text for rule, text in page.cut if rule == "template"] == ["{{post.day | date}}", "${link}"]


def test_a_list_of_related_links_is_cut_to_its_end():
    links = "Read also\n- Sheep on the runway\n- Mayor opens a bridge\n"
    assert {rule for rule, _ in plain(BODY + links).cut} == {"related_list"}
    again = plain(BODY + links + "The fee was last raised nine years ago, the chairwoman said at the end.")
    assert again.kept[-1].startswith("The fee was last raised")
    bare = plain(BODY + "Related:\nSheep on the runway - 3 May 2020\nWho painted the shed?\n")
    assert len(bare.cut) == 3


def test_a_quotation_without_marks_as_its_own_paragraph_stays():
    quotation = "Nobody in this house has ever asked a fisherman to pay for the same night twice"
    assert quotation in plain(BODY + quotation + "\n" + BODY.replace("Tuesday", "Friday")).kept


def test_a_sidebar_in_another_script_is_cut_with_its_stamps():
    sidebar = "Останні новини\n\n  • Суспільство\n\nУ громаді відкрили оновлену бібліотеку для дітей та підлітків\n\n"
    page = plain("Harbour fee rises\n" + BODY + sidebar + "Wednesday March 5th, 2025\n\nЦей сайт використовує Cookies.")
    assert len(page.kept) == 3
    assert page.article.language == "en"
    assert page.article.published.value is None
    assert [c.rule for c in page.article.published.candidates] == ["sidebar"]


def test_short_lines_in_another_language_are_cut_together():
    page = plain(
        "Harbour fee rises\n" + BODY + "¿Te gustó?\nComparte esta nota con tus amigos\nSuscríbete al boletín de hoy"
    )
    assert {rule for rule, _ in page.cut} == {"other_language"}
    assert len(page.cut) == 3


def test_captions_and_credits_are_cut_once_and_twice():
    caption = "Chairwoman Ada Brunn at the quay"
    page = plain(
        f"Fee rises\n{caption} Press Office of the Board/ QUILL\n{caption}\n© Press Office of the Board/ QUILL\n{BODY}"
    )
    assert [rule for rule, _ in page.cut] == ["slash_credit", "caption_twin", "picture_credit"]


def test_a_sentence_with_a_colon_after_picture_is_no_caption():
    line = "Then the paper printed the picture: lobster for two, March 2022."
    assert line in plain(BODY + line).kept


def test_furniture_of_many_kinds_is_cut():
    lines = {
        "Skip to content": "leftover_markup",
        "HOME | WORLD | MONEY | CULTURE": "menu_row",
        "We use cookies to make this site better. Accept": "cookie_line",
        "Sign up for our morning letter": "leftover_newsletter",
        "Share this: Chirrup | Copy link": "leftover_share",
        "All rights reserved. Quill Media 2024": "leftover_credit",
        "By Ada Lund": "byline",
        "Published: 13:40, 7 March 2023": "stamp_line",
        "Subscribe to continue reading": "paywall",
    }
    for line, rule in lines.items():
        assert (rule, line) in plain("Harbour fee rises\n" + BODY + line + "\n").cut, line


def test_comments_end_the_article():
    page = plain(BODY * 2 + "Comments (2)\nbigron: why do we pay taxes for this, I ask you all again.\n")
    assert [rule for rule, _ in page.cut][-2:] == ["comments_heading", "comment_after_heading"]


def test_a_repeated_headline_is_cut_once_and_the_plainer_one_stays():
    page = plain("►►► HARBOUR FEE RISES AGAIN ◄◄◄\nHARBOUR FEE RISES AGAIN\n" + BODY)
    assert page.cut == [("repeated_line", "►►► HARBOUR FEE RISES AGAIN ◄◄◄")]
    assert page.article.title == "HARBOUR FEE RISES AGAIN"


def test_lines_broken_by_columns_are_joined_to_paragraphs():
    wrapped = (
        "The harbour board met on Tuesday and agreed to raise the\nfee for every boat that stays, its chair said,\n"
    )
    page = plain((wrapped * 3 + "and nobody disagreed.\n\n") * 2)
    assert len(page.blocks) == 2


def test_a_text_that_breaks_off_or_asks_for_money_is_not_complete():
    assert plain(BODY).article.complete
    assert not plain(BODY + "The board will meet again in the spring, its chairwoman Ada Br...").article.complete
    assert not plain(BODY + "Subscribe to continue reading").article.complete


def test_a_very_long_text_is_read_to_its_limit():
    page = plain("\n".join(f"Sentence number {n} of a text that has no end at all." for n in range(6000)))
    assert page.cut[-1][0] == "too_long"
    assert page.reasons[0].startswith("too_long")


def test_nothing_to_read_gives_a_drop_and_no_article():
    for content in ("", " \n\t ", "\ufeff"):
        assert plain(content).reasons == ["empty: no readable text; name the article's own page or a text file"]
        assert len(plain(content).records) == 1


def test_a_text_that_lost_all_its_breaks_is_cut_up_by_sentences():
    page = plain(BODY.replace("\n", " ") * 12 + "“We were not asked,” said Jory Penn. “Nobody was.” He left the hall.")
    text = page.article.parts.text
    assert len(page.blocks) > 20
    assert "".join(text[b.span.start : b.span.end] for b in page.blocks).replace(" ", "") == text.replace(" ", "")
