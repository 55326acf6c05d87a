// The search and the filters of an exported site. Pages opened from a folder may load scripts and nothing else, so the data of
// the search are scripts that call `casebookSearch`, loaded when a word needs them.
"use strict";
(() => {
  const root = document.documentElement.dataset.root || "";
  const loaded = new Map();
  const words = new Map();
  const texts = new Map();
  let directory = null;

  window.casebookSearch = {
    directory: (value) => { directory = value; },
    words: (number, value) => { words.set(number, value); },
    text: (number, value) => { texts.set(number, value); },
  };

  function load(name) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = root + "search/" + name;
        script.onload = resolve;
        script.onerror = () => { loaded.delete(name); reject(new Error(name + " is missing")); };
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  }

  // As SearchData.words(of:) splits the documents.
  function split(text) {
    return (text.normalize("NFKD").replace(/\p{M}/gu, "").match(/[\p{L}\p{N}]+/gu) || []).map((word) => word.toLowerCase());
  }

  // By code points, as the directory is sorted; JavaScript compares by UTF-16.
  function compare(a, b) {
    const [x, y] = [Array.from(a), Array.from(b)];
    for (let at = 0; at < Math.min(x.length, y.length); at += 1) {
      const difference = x[at].codePointAt(0) - y[at].codePointAt(0);
      if (difference !== 0) return difference;
    }
    return x.length - y.length;
  }

  // Statements with words that begin with `word`: number to weight. A whole word weighs more than a beginning.
  async function statements(word) {
    const found = new Map();
    let at = directory.firsts.findLastIndex((first) => compare(first, word) <= 0);
    if (at < 0) at = 0;
    for (; at < directory.firsts.length; at += 1) {
      if (compare(directory.firsts[at], word) > 0 && !directory.firsts[at].startsWith(word)) break;
      await load("words-" + at + ".js");
      for (const entry of words.get(at)) {
        if (!entry[0].startsWith(word)) continue;
        if (entry[0] !== word && word.length < 3) continue;
        const count = (entry.length - 1) / 2;
        const rarity = Math.log(1 + (directory.statements - count + 0.5) / (count + 0.5));
        const share = entry[0] === word ? 1 : word.length / entry[0].length * 0.8;
        let number = 0;
        for (let item = 1; item < entry.length; item += 2) {
          number += entry[item];
          const times = entry[item + 1];
          const weight = share * rarity * times / (times + 2);
          if (weight > (found.get(number) || 0)) found.set(number, weight);
        }
      }
    }
    return found;
  }

  async function search(question) {
    if (!directory) await load("directory.js");
    const asked = [...new Set(split(question))].slice(0, 16);
    const sums = new Map();
    for (const word of asked) {
      for (const [number, weight] of await statements(word)) {
        const sum = sums.get(number) || [0, 0];
        sums.set(number, [sum[0] + 1, sum[1] + weight]);
      }
    }
    // All words first, then by weight, then in the order of the documents.
    const hits = [...sums].sort((a, b) => b[1][0] - a[1][0] || b[1][1] - a[1][1] || a[0] - b[0]);
    const all = hits.filter((hit) => hit[1][0] === asked.length).length;
    const shown = [];
    for (const [number] of hits.slice(0, 30)) {
      const file = Math.floor(number / directory.perFile);
      await load("text-" + file + ".js");
      const [page, line, place, text] = texts.get(file)[number % directory.perFile];
      shown.push({ page: directory.pages[page], line, place, text });
    }
    return { asked, shown, total: all || hits.length, isAll: all > 0 };
  }

  function element(name, text, attributes = {}) {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  }

  // The text with the words asked for marked.
  function marked(text, asked) {
    const node = element("p");
    let end = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      const plain = split(match[0]).join("");
      if (!asked.some((word) => plain === word || (word.length > 2 && plain.startsWith(word)))) continue;
      node.append(text.slice(end, match.index), element("mark", match[0]));
      end = match.index + match[0].length;
    }
    node.append(text.slice(end));
    return node;
  }

  const hits = document.getElementById("hits");
  const rest = [...document.querySelectorAll("main > :not(#hits)")];
  let latest = 0;

  async function show(question) {
    latest += 1;
    const mine = latest;
    const isAsked = split(question).length > 0;
    for (const node of rest) node.hidden = isAsked;
    hits.hidden = !isAsked;
    if (!isAsked) return;
    try {
      const answer = await search(question);
      if (mine !== latest) return;
      const count = answer.total === 1 ? "1 statement" : answer.total + " statements";
      const heading = answer.total === 0 ? "No statement has these words"
        : answer.isAll || answer.asked.length < 2 ? count : "No statement has all of these words; " + count + " with some";
      const list = element("ol");
      for (const hit of answer.shown) {
        const item = element("li");
        const link = element("a", hit.page[1], { href: root + hit.page[0] + "#L" + hit.line });
        item.append(link, " ", element("span", hit.place, { class: "place" }), marked(hit.text, answer.asked));
        list.append(item);
      }
      hits.replaceChildren(element("h1", heading), list);
      if (answer.total > answer.shown.length) hits.append(element("p", "The first " + answer.shown.length + " are shown."));
    } catch (error) {
      hits.replaceChildren(element("h1", "The search cannot read its data: " + error.message));
    }
  }

  const form = document.querySelector("form[role=search]");
  const box = document.getElementById("q");
  form.hidden = false;
  let timer = 0;
  const isIndex = root === "";
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(box.value), 80);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (isIndex) history.replaceState(null, "", "?q=" + encodeURIComponent(box.value));
    show(box.value);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isField = event.target instanceof HTMLInputElement;
    if (event.key === "/" && !isField) { event.preventDefault(); box.focus(); }
    if (event.key === "Escape" && event.target === box) { box.value = ""; show(""); }
  });
  const question = new URLSearchParams(location.search).get("q");
  if (question) { box.value = question; show(question); }

  const filter = document.querySelector(".filter");
  if (filter) {
    filter.hidden = false;
    const rows = [...document.querySelectorAll("tbody tr, .case, blockquote.row, main > ul:not(.contents) > li")];
    const contents = rows.map((row) => split(row.textContent).join(" "));
    filter.querySelector("input").addEventListener("input", (event) => {
      const asked = split(event.target.value);
      rows.forEach((row, at) => { row.hidden = !asked.every((word) => contents[at].includes(word)); });
    });
  }
})();
