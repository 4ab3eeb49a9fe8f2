(function () {
  "use strict";
  var root = document.documentElement, button = document.getElementById("theme");
  function dark() { return root.dataset.theme === "dark"; }
  var redraw = function () {};
  function set(theme) {
    root.dataset.theme = theme;
    button.textContent = theme === "dark" ? "Light" : "Dark";
    button.setAttribute("aria-pressed", String(theme === "dark"));
    redraw();
  }
  button.addEventListener("click", function () { set(dark() ? "light" : "dark"); });
  var wish = /theme=(dark|light)/.exec(location.hash);
  set(wish ? wish[1] : window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

  // Paper is white, and what is assumed belongs on it.
  var kept = "light", opened = [];
  window.addEventListener("beforeprint", function () {
    kept = root.dataset.theme; set("light");
    opened = Array.prototype.filter.call(document.querySelectorAll("#assumptions details, #results details, #method details"), function (part) { return !part.open; });
    opened.forEach(function (part) { part.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (part) { part.open = false; });
    set(kept);
  });

  var source = document.getElementById("series");
  if (!source) { return; }
  var all = JSON.parse(source.textContent);
  var metric = document.getElementById("metric"), band = document.getElementById("band");
  var holder = document.getElementById("plot"), lines = document.getElementById("lines");
  var at = document.getElementById("at"), where = document.getElementById("where");
  var rows = document.querySelector("#readout tbody"), plot = null, place = all.x.length - 1;
  var dashes = [[], [10, 6], [5, 4], [1, 5]], looks = ["--baseline", "--one", "--two", "--three"];

  all.metrics.forEach(function (known, index) {
    var option = document.createElement("option");
    option.value = index; option.textContent = known.label;
    metric.appendChild(option);
  });
  metric.value = all.first;
  all.lines.forEach(function (line, index) {
    var label = document.createElement("label"), box = document.createElement("input"), swatch = document.createElement("span");
    box.type = "checkbox"; box.checked = line.shown; box.value = index;
    swatch.className = "swatch"; swatch.style.borderTopColor = "var(" + looks[line.look] + ")";
    swatch.style.borderTopStyle = line.dash === 0 ? "solid" : line.dash === 3 ? "dotted" : "dashed";
    label.append(box, swatch, document.createTextNode(" " + line.name));
    box.addEventListener("change", draw);
    lines.appendChild(label);
  });
  at.max = all.x.length - 1; at.value = place;

  function colour(name) { return getComputedStyle(root).getPropertyValue(name).trim(); }
  function fixed(value, decimals) {
    var text = Math.abs(value).toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    return (value < 0 && /[1-9]/.test(text) ? "\u2212" : "") + text;
  }
  function scale(unit) { return unit === "share" || unit === "points" ? 100 : 1; }
  function suffix(unit) { return unit === "share" ? " %" : unit === "points" ? " pp" : ""; }
  function decimals(unit, value) {
    if (unit === "signed") { return 3; }
    if (unit === "count") { return Math.abs(value) < 10 ? 2 : Math.abs(value) < 1000 ? 1 : 0; }
    return 1;
  }
  function number(unit, value) {
    if (value === null) { return "n/a"; }
    return fixed(value * scale(unit), decimals(unit, value)) + suffix(unit);
  }
  function chosen() {
    return Array.prototype.filter.call(lines.querySelectorAll("input"), function (box) { return box.checked; })
      .map(function (box) { return Number(box.value); });
  }
  function fade(hex, alpha) {
    var parts = [1, 3, 5].map(function (from) { return parseInt(hex.slice(from, from + 2), 16); });
    return "rgba(" + parts.join(",") + "," + alpha + ")";
  }
  function values(line, index) {
    var cell = all.data[index][line], kind = band.value;
    var mean = cell[0], low = mean, high = mean;
    if (kind === "ci") {
      low = mean.map(function (m, i) { return m === null || cell[1][i] === null ? m : m - cell[1][i]; });
      high = mean.map(function (m, i) { return m === null || cell[1][i] === null ? m : m + cell[1][i]; });
    } else if (kind === "runs") { low = cell[2]; high = cell[3]; }
    return [low, mean, high];
  }
  function tick(unit) {
    return function (u, ticks) {
      var step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) * scale(unit) : 1;
      var digits = Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9)));
      return ticks.map(function (value) { return fixed(value * scale(unit), digits) + suffix(unit); });
    };
  }
  function ends(u, shown, index) {
    var unit = all.metrics[index].unit, ctx = u.ctx, ratio = devicePixelRatio, size = 13 * ratio;
    var labels = shown.map(function (line) {
      var mean = all.data[index][line][0], last = mean.length - 1;
      while (last > 0 && mean[last] === null) { last -= 1; }
      return { y: u.valToPos(mean[last], "y", true), text: all.lines[line].name + "  " + number(unit, mean[last]), ink: colour(looks[all.lines[line].look]) };
    }).filter(function (label) { return isFinite(label.y); }).sort(function (a, b) { return a.y - b.y; });
    var gap = size * 1.3, bottom = u.bbox.top + u.bbox.height;
    labels.forEach(function (label, i) { if (i && label.y < labels[i - 1].y + gap) { label.y = labels[i - 1].y + gap; } });
    for (var i = labels.length - 1; i >= 0; i -= 1) {
      var most = i === labels.length - 1 ? bottom : labels[i + 1].y - gap;
      if (labels[i].y > most) { labels[i].y = most; }
    }
    ctx.save(); ctx.font = "600 " + size + "px Inter, sans-serif"; ctx.textBaseline = "middle"; ctx.textAlign = "left";
    labels.forEach(function (label) {
      var text = label.text, room = u.width * ratio - (u.bbox.left + u.bbox.width) - 14 * ratio;
      while (text.length > 8 && ctx.measureText(text).width > room) { text = text.replace(/.(…?)(  .*)?$/, function (_, dots, rest) { return "…" + (rest || ""); }); if (text.indexOf("……") >= 0) { text = text.replace("……", "…"); } if (!/[^…\s]/.test(text)) { break; } }
      ctx.fillStyle = label.ink; ctx.fillText(text, u.bbox.left + u.bbox.width + 10 * ratio, label.y);
    });
    ctx.restore();
  }
  function happenings(u, shown) {
    var ctx = u.ctx, ratio = devicePixelRatio, seen = {};
    ctx.save(); ctx.strokeStyle = colour("--rule"); ctx.fillStyle = colour("--muted"); ctx.lineWidth = ratio;
    ctx.font = 12 * ratio + "px Inter, sans-serif"; ctx.setLineDash([2 * ratio, 4 * ratio]);
    ctx.textAlign = "left"; ctx.textBaseline = "alphabetic";
    all.events.forEach(function (event) {
      if (shown.indexOf(event.line) < 0 || seen[event.x + event.label]) { return; }
      seen[event.x + event.label] = true;
      var x = u.valToPos(event.x, "x", true);
      ctx.beginPath(); ctx.moveTo(x, u.bbox.top); ctx.lineTo(x, u.bbox.top + u.bbox.height); ctx.stroke();
      ctx.fillText(event.label, x + 6 * ratio, u.bbox.top + 12 * ratio);
    });
    ctx.restore();
  }
  function read() {
    var index = Number(metric.value), unit = all.metrics[index].unit;
    rows.textContent = "";
    where.textContent = String(all.x[place]);
    chosen().forEach(function (line) {
      var cell = all.data[index][line], row = document.createElement("tr");
      var head = document.createElement("th"); head.scope = "row"; head.textContent = all.lines[line].name; row.appendChild(head);
      var half = cell[1][place];
      [half === null ? number(unit, cell[0][place]) : number(unit, cell[0][place]).replace(suffix(unit), "") + " ± " + fixed(half * scale(unit), decimals(unit, cell[0][place])) + suffix(unit),
        cell[2][place] === null ? "n/a" : number(unit, cell[2][place]) + " to " + number(unit, cell[3][place])].forEach(function (text) {
        var field = document.createElement("td"); field.textContent = text; row.appendChild(field);
      });
      rows.appendChild(row);
    });
  }
  function draw() {
    var index = Number(metric.value), known = all.metrics[index], shown = chosen();
    document.getElementById("meaning").textContent = known.meaning;
    if (plot) { plot.destroy(); plot = null; }
    holder.textContent = "";
    read();
    if (!shown.length) { return; }
    var data = [all.x], series = [{}], bands = [];
    shown.forEach(function (line) {
      var ink = colour(looks[all.lines[line].look]), dash = dashes[all.lines[line].dash];
      values(line, index).forEach(function (numbers, part) {
        data.push(numbers);
        series.push(part === 1 ? { stroke: ink, width: 2.5, dash: dash, points: { show: all.x.length < 40, size: 6, fill: ink } } : { stroke: "transparent", width: 0, points: { show: false } });
      });
      if (band.value !== "none") { bands.push({ series: [series.length - 1, series.length - 3], fill: fade(ink, 0.16) }); }
    });
    var width = Math.max(320, holder.clientWidth), room = width < 640 ? 120 : 240;
    var axis = { stroke: colour("--muted"), font: "13px Inter, sans-serif", ticks: { show: false }, grid: { stroke: colour("--grid"), width: 1 } };
    plot = new uPlot({
      width: width, height: 400, padding: [14, room, 0, 0], legend: { show: false },
      cursor: { y: false, points: { show: function () { var none = document.createElement("div"); none.style.display = "none"; return none; } }, drag: { x: false, y: false } },
      scales: { x: { time: false }, y: { range: function (u, low, high) { if (low === null) { return [0, 1]; } var gap = (high - Math.min(0, low)) * 0.06 || 1; return [low < 0 ? low - gap : 0, high > 0 ? high + gap : 0]; } } },
      axes: [Object.assign({}, axis, { label: all.axis, labelSize: 24, labelFont: "600 13px Inter, sans-serif", size: 34, grid: { show: false }, space: 70 }),
        Object.assign({}, axis, { values: tick(known.unit), size: 66, space: 56 })],
      series: series, bands: bands,
      hooks: { draw: [function (u) { happenings(u, shown); ends(u, shown, index); }],
        setCursor: [function (u) { if (u.cursor.idx !== null && u.cursor.idx !== undefined && u.cursor.idx !== place) { place = u.cursor.idx; at.value = place; read(); } }] }
    }, data, holder);
  }
  redraw = draw;
  metric.addEventListener("change", draw);
  band.addEventListener("change", draw);
  at.addEventListener("input", function () {
    place = Number(at.value); read();
    if (plot) { plot.setCursor({ left: plot.valToPos(all.x[place], "x"), top: 10 }); }
  });
  var wait = 0, former = 0;
  window.addEventListener("resize", function () { clearTimeout(wait); wait = setTimeout(function () { if (holder.clientWidth !== former) { former = holder.clientWidth; draw(); } }, 120); });
  (document.fonts && document.fonts.ready ? document.fonts.ready : Promise.resolve()).then(draw);
})();
