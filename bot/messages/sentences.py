"""The short things the bot says: what it is, what it holds, what it has done, and what to do where it could not.

Pure. Every refusal names the next step.
"""

from collections.abc import Iterable
from datetime import timedelta
from html import escape as quote
from math import ceil

from bot.messages.facts import link
from bot.messages.html import clean, cut, escape
from bot.messages.settings import next_digest
from ssl_watch.changes import TOLD_FOR
from ssl_watch.digests import KEPT_FOR
from ssl_watch.subscriptions import Chat, Subscriber
from ssl_watch.weeks import Week

# What buttons answer with: plain text, at most 200 characters (Bot API, answerCallbackQuery).
SAVED = "Saved. Your list: /saved"
UNSAVED = "Taken off the list."
SAVED_ENOUGH = "The list of saved papers is full. Take some off it first: /saved"
OLD_BUTTON = "This button is from an older version; here is the menu: /help"
OLD_MESSAGE = "This message is too old for its buttons. Ask again: /help"
NO_SUCH_DIGEST = "This digest is not kept any more. The newest papers: /latest"
NO_SUBSCRIPTION = "This chat is not subscribed yet. To begin: /start"
NO_FILES_HERE = "This chat does not let me send files. Ask me in a chat of our own, or let its administrators allow it."
WENT_WRONG = "Something went wrong here; nothing is lost. Please try again in a moment."
NO_SUCH_PAPER = "This paper is not in the archive any more."
NOT_YOURS = "Only administrators of this chat change what it gets."
UNSURE = "Telegram does not say just now who administers this chat. Please try again in a moment."

SAVED_HEADING = "<b>Saved papers</b>"
HOW_TO_SEARCH = (
    "Search title, abstract, authors and arXiv id, for instance\n"
    "<code>/search masked autoencoder</code>\n"
    "Every word must occur, in any form. Narrower and wider:\n"
    '<code>"joint embedding"</code>  <code>wav2vec*</code>  <code>-video</code>  <code>speech OR music</code>\n'
    "<code>title:graph</code>  <code>author:lecun</code>  <code>domain:speech</code>  <code>venue:icml</code>  "
    "<code>cat:cs.LG</code>\n"
    "<code>year:2024</code>  <code>after:2024-05</code>  <code>new:7d</code>  <code>has:code</code>  "
    "<code>level:core</code>\n"
    "☆ under an answer follows the search: new papers that match come in the digest."
)
HOW_TO_ASK_FOR_A_PAPER = "Name a paper by its arXiv id or any link to it, for instance\n<code>/paper 2301.08243</code>"
HOW_TO_ASK_FOR_SIMILAR = (
    "Papers like one that you name by its arXiv id or any link to it, for instance\n<code>/similar 2301.08243</code>"
)
NOTHING_SIMILAR = "No other paper of the archive is near to it."
NOTHING_LEFT = "Nothing would be left to search for."
TOO_LONG_A_QUERY = "With that the query is longer than what is read."
NOTHING_FOUND = (
    "No paper has all of this. Fewer words, OR between them, or their beginnings find more: "
    "<code>contrast*</code> finds contrastive and contrasting."
)
NOTHING_SAVED = "Nothing is saved yet. The ☆ buttons under papers put them here."
NOTHING_LATEST = "No paper has been filed here yet. All of SSL: /latest"
NOTHING_THAT_WEEK = "No new paper became known in these days."
SMALL_TALK = (
    "I don’t follow free text. To look something up: <code>/search words</code>. An arXiv id or link shows that paper. "
    "Everything else: /help"
)
NO_TEXT = "I read text only. What I can do: /help"
PAUSED = "Paused. Nothing is sent until /resume, which then brings what you missed."
STOPPED = (
    "The subscription has ended. Your settings are kept for /resume, with the searches you follow; saved papers and "
    "everything else are erased. "
    "/forget erases the settings too."
)
MEANWHILE = "Meanwhile, the newest papers of the archive:"
CANCELLED = "Left as it was."
FORGOTTEN = "Everything held on this chat is erased. Thank you for reading; /start begins anew."
NOT_FORGOTTEN = "Nothing was erased."
NOTHING_HELD = "Nothing is held on this chat."
DATA_CAPTION = "Everything held on this chat. What it is for: /privacy. To erase it: /forget"

ABOUT = (
    "<b>SSL-Watch</b> {version}\n"
    "A watch on arXiv for self-supervised learning. Free software under the MIT licence; anyone may host it.\n\n"
    "Titles, abstracts and authors are arXiv’s metadata (CC0). Summaries are taken from the abstracts, and every "
    "verdict names the words that led to it: /paper shows them.\n\n"
    "Thank you to arXiv for use of its open access interoperability.\n"
    "This product was not reviewed or approved by, nor does it necessarily express or reflect the policies or opinions "
    "of, arXiv."
)
PRIVACY = (
    "<b>Privacy</b>\n"
    "<b>What is held.</b> This chat’s number and kind, and its topic if it has one; your settings; the searches you "
    "follow; when you subscribed and when the next digest is due; which papers you were sent; those you saved; the "
    "verdicts you disputed; the digests made for you and whether they arrived. No names, no phone numbers, none of "
    "your messages, no record of other searches.\n"
    "<b>What for.</b> To make your digests and bring them. It is not shared or sold. What is called wrong is "
    "counted over all chats, and the counts, which name no chat, improve later verdicts.\n"
    "<b>How long.</b> Digests, and whether they arrived, for {days} days; which papers you were sent, so that you hear "
    "when they change, for {sent} days; the rest until /forget, which erases all of it at once. /stop keeps your "
    "settings and followed searches only, for /resume.\n"
    "<b>See it.</b> /mydata sends it as a file.\n"
    "<b>Who.</b> {operator} runs this bot and answers for its backups and its log, which may name this chat’s number "
    "where a message could not be brought. Telegram carries the messages under its own policy."
)


def about(version: str) -> str:
    """What this is, with the two sentences that arXiv asks for (https://info.arxiv.org/help/api/tou.html)."""
    return ABOUT.format(version=escape(version))


def privacy(contact: str) -> str:
    """The policy; `contact` is the operator's address, perhaps empty."""
    operator = f"The operator ({escape(cut(clean(contact), 200))})" if contact.strip() else "The operator"
    return PRIVACY.format(operator=operator, days=KEPT_FOR.days, sent=TOLD_FOR.days)


def help_text(sections: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> str:
    """Every command by section; each a name and a description."""
    return "\n\n".join(
        "\n".join((f"<b>{quote(title)}</b>", *(f"/{name} · {quote(description)}" for name, description in commands)))
        for title, commands in sections
    )


def resumed(subscriber: Subscriber, missed: int) -> str:
    """Digests again; `missed` papers come in a digest of their own."""
    owed = f"What you missed comes now, in one digest: {papers(missed)}." if missed else "You missed nothing."
    return f"Digests are on again. {owed}\n{next_digest(subscriber)}."


def missed(count: int) -> str:
    """So many papers come in a digest of their own; plain text."""
    return f"What you missed is on its way: {papers(count)}."


def forgetting(chat: Chat) -> str:
    """Ask once before everything goes."""
    where = "this topic" if chat.thread_id else "this chat"
    return (
        f"<b>Erase everything held on {where}?</b>\n"
        "Settings, followed searches, saved papers, disputes and digests go at once, and the subscription with them. "
        "It can’t be undone."
    )


def slow_down(wait: timedelta) -> str:
    """The chat searches too often."""
    return f"That is a lot of searching. The next one in {seconds(wait)}, please."


def wait_for_files(wait: timedelta) -> str:
    """The chat asks for many files."""
    return f"That is a lot of files. The next one in {seconds(wait)}, please."


def telegram_waits(wait: timedelta) -> str:
    """Telegram refuses messages to the chat for a while."""
    return f"Telegram asks for a pause. Please try again in {seconds(wait)}."


def unknown_paper(arxiv_id: str) -> str:
    """The archive does not have the paper; arXiv may."""
    at_arxiv = link(f"https://arxiv.org/abs/{arxiv_id}", "its page at arXiv")
    return (
        f"{escape(arxiv_id)} is not in the archive, which holds the papers on self-supervised learning that this bot "
        f"has seen. Here is {at_arxiv}."
    )


def unknown_domain(text: str) -> str:
    """No domain is called so."""
    return f"No domain is called “{quoted(text)}”. These are the domains, with their papers of the last 30 days:"


def no_such_week(text: str, *, first: Week, last: Week) -> str:
    """No week is named so."""
    return (
        f"There is no week {quoted(text)} here: they go from {first.name} to {last.name}, which is this one. "
        f"For instance <code>/latest {last.name}</code> or <code>/latest last week</code>."
    )


def unknown_command(text: str, hint: str | None) -> str:
    """No command is called so."""
    meant = f" Did you mean /{hint}?" if hint else ""
    return f"There is no command “{quoted(text)}”.{meant} All of them: /help"


def bad_input(reason: str) -> str:
    """Hand on why something typed could not be read, and what could be."""
    return f"{escape(reason)}.\nOr send “cancel” to leave it as it is."


def not_a_zone(reason: str, *, near: bool) -> str:
    """Hand on that a time zone is unknown, with hints on buttons if there are any."""
    hint = "Did you mean one of these?" if near else "Try a large city near you, or an IANA name such as Europe/Berlin."
    return f"{escape(reason)}. {hint}\nOr send “cancel” to leave it as it is."


def changed(what: str, subscriber: Subscriber) -> str:
    """Confirm a setting (HTML)."""
    return f"Set: {what}.\n{next_digest(subscriber)}."


def already_has_all(title: str) -> str:
    """A deep link to a domain, from a subscriber who gets every domain."""
    return f"You get all of SSL already, {escape(title)} included."


def papers(count: int) -> str:
    """A number of papers, in words."""
    return "1 paper" if count == 1 else f"{count} papers"


def seconds(wait: timedelta) -> str:
    """A short wait in words, rounded up."""
    left = max(ceil(wait.total_seconds()), 1)
    if left < 120:
        return "1 second" if left == 1 else f"{left} seconds"
    return f"{ceil(left / 60)} minutes"


def quoted(text: str) -> str:
    """What somebody typed, short and harmless."""
    return escape(cut(clean(text), 60))
