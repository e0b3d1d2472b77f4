// The chat page: asks the stand-in for what changed, keeps it by chat, and draws the chat that is open.

import { clockTime, day, documentCard, element, keyboard, measureQuotations, paint, photoCard, richText } from "/render.js";

const $ = (id) => document.getElementById(id);
const chats = new Map();      // id -> chat, with .messages: Map(id -> message)
let bot = { first_name: "Bot" };
let commands = [];
let since = 0;
let open = null;              // the open chat's id
let topic = null;             // the open topic's id, in a forum
let replyTo = null;
const drafts = new Map();

// ---- what the stand-in says -----------------------------------------------------------------------------------------

async function follow() {
  for (;;) {
    try {
      const answer = await fetch(`/sandbox/changes?since=${since}&wait=20`, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.statusText);
      take(await answer.json());
      $("connection").textContent = "live · messages stay in this sandbox";
    } catch {
      $("connection").textContent = "the sandbox does not answer; trying again…";
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
}

function take(news) {
  if (news.fresh && since > 0) chats.clear();
  since = news.changes;
  bot = news.bot;
  commands = news.commands;
  for (const chat of news.chats) {
    const known = chats.get(chat.id);
    chats.set(chat.id, { ...chat, messages: known?.messages ?? new Map(), seen: known?.seen ?? 0, last: known?.last });
  }
  const touched = news.messages.filter((message) => keep(message));
  if (!news.fresh) news.answers.forEach(settle);
  if (open === null && news.fresh) begin();
  drawList();
  if (chats.has(open)) drawChat(touched);
}

function begin() {
  const wide = matchMedia("(min-width: 721px)").matches;
  const first = fromAddress() ?? (wide ? newestFirst()[0]?.id : null) ?? null;
  if (first !== null) choose(first);
}

function keep(message) {
  const chat = chats.get(message.chat);
  if (!chat) return false;
  if (message.deleted) return chat.messages.delete(message.id) || message.chat === open;
  message.opened = chat.messages.get(message.id)?.opened ?? new Set();
  chat.messages.set(message.id, message);
  if (!chat.last || message.id >= chat.last.id) chat.last = message;
  return message.chat === open;
}

function settle({ chat, message, text, alert }) {
  if (chat !== open) return;
  for (const button of document.querySelectorAll(`[data-id="${message}"] .waiting`)) button.classList.remove("waiting");
  if (!text) return;
  if (!alert) return toast(text);
  $("alert").querySelector("p").textContent = text;
  $("alert").showModal();
}

async function post(what, body) {
  const answer = await fetch(`/sandbox/${what}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) toast(said.error ?? "refused");
  return answer.ok ? said : null;
}

// ---- the list of chats ----------------------------------------------------------------------------------------------

function drawList() {
  $("chats").replaceChildren(...newestFirst().map(listEntry));
  $("nothing").hidden = open !== null;
}

function newestFirst() {
  return [...chats.values()].filter((chat) => !chat.migrated_to)
    .sort((one, other) => (other.last?.changed ?? 0) - (one.last?.changed ?? 0));
}

function listEntry(chat) {
  const avatar = element("span", { class: "avatar" });
  paint(avatar, nameOf(chat), chat.id);
  const unread = [...chat.messages.values()].filter((message) => !message.mine && message.changed > chat.seen).length;
  const shape = chat.last?.shape;
  return element("button", { class: `entry${chat.id === open ? " chosen" : ""}`, type: "button", onclick: () => choose(chat.id) },
    avatar,
    element("span", { class: "entry-text" },
      element("span", { class: "entry-head" }, element("b", {}, nameOf(chat)), element("time", {}, shape ? clockTime(shape.edit_date ?? shape.date) : "")),
      element("span", { class: "entry-last" }, element("span", {}, preview(chat)),
        unread && chat.id !== open ? element("i", { class: "badge" }, String(unread)) : null)));
}

function nameOf(chat) {
  return chat.title ?? chat.first_name;
}

function preview(chat) {
  if (!chat.last) return chat.type === "private" ? "not started yet" : "no messages yet";
  const { shape, mine } = chat.last;
  const text = shape.text ?? shape.caption ?? (shape.document ? shape.document.file_name : shape.photo ? "Photo" : "service message");
  return `${mine ? "" : "Bot: "}${text.replace(/\s+/g, " ").slice(0, 90)}`;
}

function choose(id) {
  if (open !== null) drafts.set(open, $("text").value);
  open = id;
  topic = null;
  stopReplying();
  document.body.classList.toggle("in-chat", id !== null);
  $("chat").hidden = id === null;
  history.replaceState(null, "", id === null ? " " : `#${id}`);
  $("text").value = drafts.get(id) ?? "";
  $("log").replaceChildren();
  drawList();
  if (id === null || !chats.has(id)) return;
  drawChat([...chats.get(id).messages.values()]);
  toBottom();
  if (matchMedia("(hover: hover)").matches) $("text").focus();
}

function fromAddress() {
  const id = Number(location.hash.slice(1));
  return chats.has(id) ? id : null;
}

// ---- one chat -------------------------------------------------------------------------------------------------------

function drawChat(touched) {
  const chat = chats.get(open);
  chat.seen = since;
  const title = chat.type === "private" ? bot.first_name : nameOf(chat);
  paint($("avatar"), title, chat.type === "private" ? bot.id : chat.id);
  $("title").textContent = title;
  $("subtitle").textContent = chat.typing ? "typing…" : standing(chat);
  $("start").hidden = chat.bot_status !== "absent" && !(chat.type === "private" && chat.bot_status === "kicked");
  $("start").textContent = chat.bot_status === "kicked" ? "UNBLOCK THE BOT" : "START";
  $("composer").hidden = !$("start").hidden;
  drawStanding(chat);
  drawSpeakers(chat);
  drawTopics(chat);
  drawMessages(chat, touched);
  drawReplyKeyboard(chat);
}

function standing(chat) {
  if (chat.type === "private") return chat.bot_status === "kicked" ? `blocked by ${chat.first_name}` : `bot · talking to ${chat.first_name}`;
  const bots = { kicked: "the bot was removed", left: "the bot has left", administrator: "the bot is administrator" };
  return `${chat.members.length} people · ${bots[chat.bot_status] ?? "the bot is a member"}`;
}

function drawStanding(chat) {
  const button = $("standing");
  button.hidden = chat.bot_status === "absent" || chat.type === "channel";
  const away = ["kicked", "left"].includes(chat.bot_status);
  const label = chat.type === "private" ? (away ? "Unblock" : "Block") : (away ? "Add the bot" : "Remove the bot");
  button.textContent = label;
  button.className = "text-button";
  button.onclick = () => post("standing", { chat: chat.id, status: away ? "member" : "kicked" });
}

function drawSpeakers(chat) {
  const select = $("speaker");
  select.hidden = chat.members.length < 2;
  if (select.dataset.chat === String(chat.id) && select.options.length === chat.members.length) return;
  select.dataset.chat = String(chat.id);
  select.replaceChildren(...chat.members.map((who) => element("option", { value: who.id }, who.first_name)));
}

function speaker(chat) {
  if (chat.type === "private") return undefined;
  return $("speaker").hidden ? chat.members[0]?.id : Number($("speaker").value);
}

function drawTopics(chat) {
  $("topics").hidden = chat.topics.length === 0;
  const all = [{ id: null, name: "General" }, ...chat.topics];
  $("topics").replaceChildren(...all.map(({ id, name }) => element("button", {
    type: "button", class: id === topic ? "chosen" : "",
    onclick: () => { topic = id; $("log").replaceChildren(); drawChat([...chat.messages.values()]); toBottom(); },
  }, name)));
}

function shown(chat) {
  const messages = [...chat.messages.values()].sort((one, other) => one.id - other.id);
  if (chat.topics.length === 0) return messages;
  return messages.filter((message) => (message.shape.message_thread_id ?? null) === topic);
}

function drawMessages(chat, touched) {
  const log = $("log");
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const fresh = new Set(touched.map((message) => message.id));
  const old = new Map([...log.querySelectorAll(".message")].map((drawn) => [Number(drawn.dataset.id), drawn]));
  const rows = [];
  let lastDay = null;
  for (const message of shown(chat)) {
    const name = day(message.shape.date);
    if (name !== lastDay) rows.push(element("div", { class: "day" }, element("span", {}, name)));
    lastDay = name;
    rows.push(!fresh.has(message.id) && old.get(message.id) || drawMessage(chat, message));
  }
  const grew = rows.length > log.children.length;
  log.replaceChildren(...rows);
  measureQuotations(log);
  if (grew && (atEnd || touched.some((message) => message.mine))) toBottom();
  else scrolled();
}

function drawMessage(chat, message) {
  const { shape } = message;
  const service = shape.migrate_to_chat_id || shape.migrate_from_chat_id;
  if (service) return element("div", { class: "message service", "data-id": message.id }, element("span", {}, "the group became a supergroup"));
  const bubble = element("div", { class: "bubble" });
  if (chat.type !== "private" && message.mine) bubble.append(element("b", { class: "author" }, shape.from?.first_name ?? nameOf(chat)));
  if (shape.reply_to_message) bubble.append(replied(shape.reply_to_message));
  if (shape.document) bubble.append(documentCard(shape.document));
  if (shape.photo) bubble.append(photoCard(shape.photo));
  const text = richText(shape.text ?? shape.caption ?? "", shape.entities ?? shape.caption_entities, { command: say }, message.opened);
  const stamp = shape.edit_date ? `edited ${clockTime(shape.edit_date)}` : clockTime(shape.date);
  bubble.append(element("div", { class: "text" }, text, element("span", { class: "stamp" }, stamp)));
  bubble.addEventListener("click", () => remember(message, bubble));
  const rows = shape.reply_markup?.inline_keyboard;
  const under = rows ? keyboard(rows, { press: (data, button) => press(message, data, button), copy }) : null;
  return element("div", { class: `message ${message.mine ? "mine" : "theirs"}`, "data-id": message.id }, bubble, under);
}

function remember(message, bubble) {
  message.opened = new Set([...bubble.querySelectorAll("blockquote.open")].map((quote) => Number(quote.dataset.index)));
}

function replied(shape) {
  const name = shape.from?.is_bot ? bot.first_name : shape.from?.first_name ?? "";
  return element("div", { class: "replied" }, element("b", {}, name), element("span", {}, (shape.text ?? shape.caption ?? "").slice(0, 120)));
}

function drawReplyKeyboard(chat) {
  const asked = shown(chat).filter((message) => !message.mine && message.markup).at(-1)?.markup;
  const rows = asked?.keyboard ?? [];
  $("reply-keyboard").hidden = rows.length === 0;
  $("reply-keyboard").replaceChildren(...rows.map((row) => element("div", { class: "row" }, ...row.map((button) => {
    const label = typeof button === "string" ? button : button.text;
    return element("button", { class: "button", type: "button", onclick: () => say(label) }, label);
  }))));
  const last = shown(chat).at(-1);
  if (last && !last.mine && last.markup?.force_reply && replyTo !== last.id) startReplying(last);
}

// ---- what a person does ---------------------------------------------------------------------------------------------

async function say(text) {
  const chat = chats.get(open);
  if (!chat || !text.trim()) return;
  const reply = replyTo;
  stopReplying();
  $("commands").hidden = true;
  await post("say", { chat: chat.id, text, by: speaker(chat), reply_to: reply, thread: topic });
}

async function press(message, data, button) {
  button.classList.add("waiting");
  setTimeout(() => button.classList.remove("waiting"), 8000);
  await post("press", { chat: message.chat, message: message.id, button: data, by: speaker(chats.get(message.chat)) });
}

async function copy(text) {
  await navigator.clipboard?.writeText(text).catch(() => undefined);
  toast("Copied");
}

function startReplying(message) {
  replyTo = message.id;
  $("replying").hidden = false;
  $("replying").querySelector("span").textContent = `Reply to: ${(message.shape.text ?? "").slice(0, 100)}`;
  $("text").placeholder = message.markup?.input_field_placeholder ?? "Reply";
  $("text").focus();
}

function stopReplying() {
  replyTo = null;
  $("replying").hidden = true;
  $("text").placeholder = "Message";
}

function send(event) {
  event?.preventDefault();
  const text = $("text").value;
  $("text").value = "";
  grow();
  say(text);
}

function offerCommands(all) {
  const typed = $("text").value;
  const wanted = typed.startsWith("/") && !typed.includes(" ") ? typed.slice(1).toLowerCase() : all ? "" : null;
  const fitting = wanted === null ? [] : commands.filter(({ command }) => command.startsWith(wanted));
  $("commands").hidden = fitting.length === 0;
  $("commands").replaceChildren(...fitting.map(({ command, description }) => element("button", {
    type: "button", onclick: () => { $("text").value = ""; say(`/${command}`); },
  }, element("b", {}, `/${command}`), element("span", {}, description))));
}

function grow() {
  const text = $("text");
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 140)}px`;
}

let toastTimer = 0;
function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $("toast").hidden = true; }, 3200);
}

function toBottom() {
  $("log").scrollTop = $("log").scrollHeight;
  scrolled();
}

function scrolled() {
  const log = $("log");
  $("down").hidden = log.scrollHeight - log.scrollTop - log.clientHeight < 160;
}

async function found(form) {
  const kind = form.kind.value;
  const name = form.name.value.trim() || "Grace";
  if (kind === "private") return (await post("chats", { kind, title: name }))?.id;
  const owner = await post("people", { name });
  const guest = await post("people", { name: "Guest" });
  const forum = kind === "forum";
  const chat = await post("chats", {
    kind: forum ? "supergroup" : kind, title: form.title.value.trim() || "Reading group", by: owner.id,
    topics: forum ? ["Papers", "Speech"] : [], bot: kind === "channel" ? "administrator" : "member",
  });
  await post("members", { chat: chat.id, person: guest.id });
  return chat.id;
}

// ---- wiring ---------------------------------------------------------------------------------------------------------

$("composer").addEventListener("submit", send);
$("text").addEventListener("input", () => { grow(); offerCommands(false); });
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  if (event.key === "Escape") { stopReplying(); $("commands").hidden = true; }
});
$("menu").addEventListener("click", () => { if ($("commands").hidden) offerCommands(true); else $("commands").hidden = true; });
$("replying").querySelector("button").addEventListener("click", stopReplying);
$("start").addEventListener("click", () => say("/start"));
$("back").addEventListener("click", () => choose(null));
$("down").addEventListener("click", toBottom);
$("log").addEventListener("scroll", scrolled, { passive: true });
$("new").addEventListener("click", () => $("founding").showModal());
$("founding").addEventListener("change", (event) => {
  $("title-field").hidden = event.currentTarget.querySelector("form").kind.value === "private";
});
$("founding").addEventListener("close", async (event) => {
  if (event.currentTarget.returnValue !== "found") return;
  const id = await found(event.currentTarget.querySelector("form"));
  if (id) { await until(() => chats.has(id)); choose(id); }
});
$("theme").addEventListener("click", () => {
  const dark = document.documentElement.dataset.theme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", document.documentElement.dataset.theme);
});
window.addEventListener("resize", () => measureQuotations($("log")));

async function until(ready) {
  for (let tries = 0; tries < 100 && !ready(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 30));
}

const remembered = localStorage.getItem("theme");
if (remembered) document.documentElement.dataset.theme = remembered;
follow();
