// Messages as elements. Text comes with entities (offsets in UTF-16 units, which are JavaScript's own) and is only ever
// put in as text: no HTML is read here.

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const INLINE = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", spoiler: "span",
  text_link: "a", url: "a", email: "a", mention: "a", hashtag: "a", cashtag: "a", bot_command: "a", date_time: "time",
};

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("d", path);
  svg.append(drawn);
  return svg;
}

// The whole text; `on.command(text)` is what a click on a command does, `opened` the quotations that were open before.
export function richText(text, entities = [], on = {}, opened = new Set()) {
  const fragment = document.createDocumentFragment();
  const blocks = entities.filter((entity) => BLOCKS.has(entity.type));
  const inline = entities.filter((entity) => !BLOCKS.has(entity.type));
  let at = 0;
  blocks.forEach((block, index) => {
    fragment.append(...stretch(text, at, block.offset, inline, on, { last: true }));
    fragment.append(quotation(text, block, inline, on, opened, index));
    at = block.offset + block.length;
    if (text[at] === "\n") at += 1; // the block's own end breaks the line
  });
  fragment.append(...stretch(text, at, text.length, inline, on, {}));
  return fragment;
}

function stretch(text, start, end, entities, on, { last = false }) {
  let stop = end;
  if (last && stop > start && text[stop - 1] === "\n") stop -= 1;
  const cuts = new Set([start, stop]);
  for (const { offset, length } of entities) {
    for (const cut of [offset, offset + length]) if (cut > start && cut < stop) cuts.add(cut);
  }
  const points = [...cuts].sort((one, other) => one - other);
  return points.slice(0, -1).map((from, index) => {
    const to = points[index + 1];
    const over = entities.filter(({ offset, length }) => offset <= from && offset + length >= to);
    return over.reduceRight(
      (inner, entity) => wrapped(inner, entity, text, on),
      document.createTextNode(text.slice(from, to)),
    );
  });
}

function wrapped(inner, entity, text, on) {
  const tag = INLINE[entity.type];
  if (!tag) return inner;
  const own = text.slice(entity.offset, entity.offset + entity.length);
  const attributes = { class: `e-${entity.type}` };
  const href = address(entity, own);
  if (href) Object.assign(attributes, { href, target: "_blank", rel: "noopener noreferrer", title: entity.url ? href : null });
  if (entity.type === "bot_command" && on.command) {
    Object.assign(attributes, { href: "#", onclick: (event) => { event.preventDefault(); on.command(own); } });
  }
  if (entity.type === "spoiler") attributes.onclick = (event) => event.currentTarget.classList.add("shown");
  return element(tag, attributes, inner);
}

function address(entity, own) {
  const wanted = entity.type === "text_link" ? entity.url
    : entity.type === "url" ? (/^[a-z]+:\/\//i.test(own) ? own : `http://${own}`)
    : entity.type === "email" ? `mailto:${own}` : null;
  return wanted && /^(https?:|mailto:|tg:)/i.test(wanted) ? wanted : null;
}

function quotation(text, block, inline, on, opened, index) {
  const end = block.offset + block.length;
  if (block.type === "pre") return element("pre", {}, element("code", {}, text.slice(block.offset, end)));
  const inner = element("div", { class: "quoted" }, ...stretch(text, block.offset, end, inline, on, {}));
  if (block.type === "blockquote") return element("blockquote", {}, inner);
  const quote = element("blockquote", { class: opened.has(index) ? "expandable open" : "expandable", "data-index": index }, inner);
  const flip = () => fold(quote);
  quote.append(element("button", { class: "unfold", type: "button", "aria-label": "Open or close the quotation", onclick: (event) => { event.stopPropagation(); flip(); } }, icon("m7 10 5 5 5-5")));
  quote.addEventListener("click", (event) => { if (!event.target.closest("a") && !getSelection().toString()) flip(); });
  return quote;
}

function fold(quote) {
  quote.classList.toggle("open");
}

// A quotation that is short enough needs no button: known only once it is on the page.
export function measureQuotations(within) {
  for (const quote of within.querySelectorAll("blockquote.expandable")) {
    const inner = quote.querySelector(".quoted");
    quote.classList.toggle("short", !quote.classList.contains("open") && inner.scrollHeight <= inner.clientHeight + 2);
  }
}

export function keyboard(rows, on) {
  return element("div", { class: "keyboard" }, ...rows.map((row) =>
    element("div", { class: "row" }, ...row.map((button) => keyboardButton(button, on)))));
}

function keyboardButton(button, on) {
  const label = element("span", {}, button.text);
  if (button.url) {
    return element("a", { class: "button link", href: /^https?:/i.test(button.url) ? button.url : null, target: "_blank", rel: "noopener noreferrer" }, label);
  }
  const style = ["primary", "success", "danger"].includes(button.style) ? ` ${button.style}` : "";
  return element("button", {
    class: `button${style}`, type: "button", "data-press": button.callback_data,
    onclick: (event) => (button.copy_text ? on.copy(button.copy_text.text) : on.press(button.callback_data, event.currentTarget)),
  }, label);
}

export function documentCard(document) {
  const size = document.file_size < 1024 ? `${document.file_size} B` : `${(document.file_size / 1024).toFixed(1)} kB`;
  return element("a", { class: "document", href: `/sandbox/files/${encodeURIComponent(document.file_id)}`, download: document.file_name },
    element("span", { class: "file-icon" }, icon("M12 5v10m0 0-4-4m4 4 4-4M6 19h12")),
    element("span", {}, element("b", {}, document.file_name), element("small", {}, size)));
}

// The picture as wide as its bubble; a tap opens it at its full size. Its place is kept before it is loaded.
export function photoCard(sizes) {
  const { file_id, width, height } = sizes.at(-1);
  const address = `/sandbox/files/${encodeURIComponent(file_id)}`;
  return element("a", { class: "photo", href: address, target: "_blank", rel: "noopener noreferrer" },
    element("img", { src: address, width, height, alt: "Picture" }));
}

const PALETTE = ["#5b8fb9", "#7a9e7e", "#b5838d", "#c19a6b", "#8a84b8", "#5f9ea0", "#a3877c"];

export function paint(avatar, name, seed) {
  avatar.textContent = [...name.trim()][0]?.toUpperCase() ?? "?";
  avatar.style.backgroundColor = PALETTE[Math.abs(seed) % PALETTE.length];
}

export function clockTime(unix) {
  return new Date(unix * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });
}

export function day(unix) {
  const date = new Date(unix * 1000);
  const today = new Date();
  if (date.toDateString() === today.toDateString()) return "Today";
  return date.toLocaleDateString([], { day: "numeric", month: "long" });
}
