-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Rangefinder in darktable: styles in one click, a button for each look, exports with a watermark.
--
-- One line in ~/.config/darktable/luarc loads it:  dofile "/usr/share/rangefinder/darktable/rangefinder.lua"
-- Without a window it gives functions instead of a panel:
--   darktable-cli ... --core --luacmd 'dofile("…/rangefinder.lua").install()'          (once)
--   darktable-cli ... --core --luacmd 'dofile("…/rangefinder.lua").watermark_exports{format = "bar", artist = "Ana"}'

local dt = require "darktable"

-- This script lies in PREFIX/share/rangefinder/darktable; what belongs to it is found from there, wherever that is.
local here = debug.getinfo(1, "S").source:match("^@(.*)/[^/]*$") or "."
local share = here .. "/../.."

dt.gettext.bindtextdomain("rangefinder", share .. "/locale")
local function _(text)
  return dt.gettext.dgettext("rangefinder", text)
end

local menu = "Rangefinder|" -- what the names of our styles begin with

---- Files and programs ----

local function exists(path)
  local file = io.open(path, "rb")
  if file then
    file:close()
  end
  return file ~= nil
end

-- As one word of the shell, whatever is in it.
local function quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

local function lines_of(command)
  local pipe, lines = io.popen(command .. " 2>/dev/null"), {}
  for line in pipe:lines() do
    lines[#lines + 1] = line
  end
  pipe:close()
  return lines
end

local function files_in(folder, ending)
  local found = {}
  for __, name in ipairs(lines_of("ls -1 -- " .. quote(folder))) do
    if name:match("^rangefinder%-.*%." .. ending .. "$") then
      found[#found + 1] = folder .. "/" .. name
    end
  end
  return found
end

local function program()
  local beside = share .. "/../bin/rangefinder"
  return exists(beside) and beside or "rangefinder"
end

-- The user is told in a sentence on the picture; without a window it goes to the terminal.
local function tell(text)
  if dt.gui then
    dt.print(text)
  else
    io.stderr:write("rangefinder: ", text, "\n")
  end
end

-- run WORD...: our command. Returns nil when all went well, else the sentence that it said.
local function run(...)
  local words, errors = { quote(program()) }, os.tmpname()
  for __, word in ipairs({ ... }) do
    words[#words + 1] = quote(word)
  end
  local status = dt.control.execute(table.concat(words, " ") .. " 2>" .. quote(errors))
  local file = io.open(errors)
  local said = file and file:read("l")
  if file then
    file:close()
  end
  os.remove(errors)
  if status == 0 then
    return nil
  end
  return said and (said:gsub("^rangefinder: ", "")) or string.format(_("the command “%s” cannot be run; is Rangefinder installed?"), program())
end

---- Styles ----

local function find_style(name)
  for __, style in ipairs(dt.styles) do
    if style.name == name then
      return style
    end
  end
end

local function text_between(text, first, last)
  return (text:match(first .. "(.-)" .. last) or ""):gsub("&lt;", "<"):gsub("&gt;", ">"):gsub("&quot;", '"'):gsub(
    "&apos;", "'"):gsub("&amp;", "&")
end

-- Styles hold the place of their cube as darktable wants it: parameters of the module lut3d, which begin with it.
local function cube_of(text)
  local hex = text:match("<operation>lut3d</operation><op_params>(%x+)") or ""
  local path = hex:sub(1, 1024):gsub("00.*$", function (rest)
    return #rest % 2 == 0 and "" or rest
  end)
  return "/" .. path:gsub("%x%x", function (byte)
    return string.char(tonumber(byte, 16))
  end)
end

-- Imports our styles, those that are there already anew, and copies the watermarks to where darktable looks. Returns how many
-- styles there are, or nil and a sentence.
local function install()
  local styles = files_in(share .. "/darktable/styles", "dtstyle")
  if #styles == 0 then
    return nil, string.format(_("%s: there are no styles here; is Rangefinder installed?"), share .. "/darktable/styles")
  end
  for __, path in ipairs(styles) do
    local file = io.open(path)
    local text = file:read("a")
    file:close()
    local cube = cube_of(text)
    if #cube > 1 and not exists(cube) then
      return nil, string.format(_("%s: this LUT is missing; install Rangefinder again"), cube)
    end
    local old = find_style(text_between(text, "<name>", "</name>"))
    if old then
      dt.styles.delete(old)
    end
    dt.styles.import(path)
  end
  local watermarks = files_in(share .. "/darktable/watermarks", "svg")
  if #watermarks > 0 then
    local target = dt.configuration.config_dir .. "/watermarks"
    local command = "mkdir -p -- " .. quote(target) .. " && cp --"
    for __, path in ipairs(watermarks) do
      command = command .. " " .. quote(path)
    end
    if dt.control.execute(command .. " " .. quote(target)) ~= 0 then
      return nil, string.format(_("%s: the watermarks cannot be written there"), target)
    end
  end
  return #styles
end

---- Watermarks ----

-- As words for `rangefinder develop`; what is empty is left to the photograph.
local function options_of(settings)
  local words = { "develop", "--quiet", "--watermark=" .. settings.format }
  for __, field in ipairs({ "artist", "title", "caption", "copyright" }) do
    if settings[field] and settings[field] ~= "" then
      words[#words + 1] = "--set=" .. field .. "=" .. settings[field]
    end
  end
  return words
end

-- Makes `target`, which there is not, of the file that was exported.
local function set_watermark(settings, source, target)
  local words = options_of(settings)
  for __, word in ipairs({ "--output=" .. target, "--", source }) do
    words[#words + 1] = word
  end
  return run(table.unpack(words))
end

-- Every export gets a watermark, whatever it is exported to.
local function watermark_exports(settings)
  dt.register_event("rangefinder", "intermediate-export-image", function (__, __, filename)
    local target = filename:gsub("%.([^.]*)$", ".rangefinder.%1")
    local problem = set_watermark(settings, filename, target)
    if not problem and not os.rename(target, filename) then
      problem = string.format(_("%s: cannot be written"), filename)
    end
    if problem then
      os.remove(target)
      tell(problem)
    end
  end)
end

local library = { install = install, watermark_exports = watermark_exports, quote = quote }
if not dt.gui then
  return library
end

---- The window ----

local function remember(widget, name)
  dt.preferences.write("rangefinder", name, "string", widget)
end

local function remembered(name, standard)
  local value = dt.preferences.read("rangefinder", name, "string")
  return value ~= "" and value or standard
end

-- A name that there is not yet, as darktable itself makes them.
local function free_name(folder, source)
  local stem, ending = source:match("([^/]*)(%.[^./]*)$")
  local path, n = folder .. "/" .. stem .. ending, 0
  while exists(path) do
    n = n + 1
    path = string.format("%s/%s_%02d%s", folder, stem, n, ending)
  end
  return path
end

local formats = lines_of(quote(program()) .. " formats --ids")
local format_number = 1
for i, id in ipairs(formats) do
  if id == remembered("format", "bar") then
    format_number = i
  end
end

local format_box = dt.new_widget("combobox") {
  label = _("watermark"),
  tooltip = _("what is set under or on the photograph"),
  selected = format_number,
  table.unpack(formats),
}
local folder_button = dt.new_widget("file_chooser_button") {
  title = _("Folder for photographs with a watermark"),
  is_directory = true,
  value = remembered("folder", os.getenv("HOME") or "/"),
  tooltip = _("folder that the photographs are written to"),
}
local function new_entry(name, title)
  return dt.new_widget("entry") {
    text = remembered(name, ""),
    placeholder = title,
    tooltip = _("your own text; nothing: as the photograph says"),
  }
end
local entries = { artist = new_entry("artist", _("artist")), title = new_entry("title", _("title")) }

local function current_settings()
  local settings = { format = format_box.value, artist = entries.artist.text, title = entries.title.text }
  for name, value in pairs(settings) do
    remember(value, name)
  end
  remember(folder_button.value, "folder")
  return settings
end

dt.register_storage("rangefinder", _("file on disk with Rangefinder watermark"),
  function (__, __, __, filename, number, total, __, extra)
    extra.settings = extra.settings or current_settings()
    local problem = set_watermark(extra.settings, filename, free_name(folder_button.value, filename))
    if problem then
      extra.problem = extra.problem or problem
    else
      extra.done = (extra.done or 0) + 1
    end
    os.remove(filename)
    tell(problem or string.format(_("%d of %d photographs with a watermark"), number, total))
  end,
  function (__, __, extra)
    if extra.problem then
      tell(string.format(_("%d photographs written; not all: %s"), extra.done or 0, extra.problem))
    end
  end,
  nil, nil,
  dt.new_widget("box") { orientation = "vertical", folder_button, format_box, entries.artist, entries.title })

---- The panel ----

-- To what is selected; in the darkroom, where darktable lets no script apply a style, by its own action to what is open there.
-- (Its list of what actions are for is no help: a photograph that just got a style is missing from it, in 5.0.)
local function apply(name)
  local style = find_style(name)
  local images = dt.gui.selection()
  if not style then
    tell(_("this style is gone; press “install styles”"))
  elseif dt.gui.current_view().id == "darkroom" then
    dt.gui.action("global/styles/" .. name:gsub("/", "-"), 0, "", "", 1.0)
  elseif #images == 0 then
    tell(_("select photographs first"))
  else
    for __, image in ipairs(images) do
      dt.styles.apply(style, image)
    end
  end
end

local buttons = dt.new_widget("box") { orientation = "vertical" }

-- One below the other: boxes of darktable's have no columns of one width.
local function show_buttons()
  for i = #buttons, 1, -1 do
    buttons[i] = nil
  end
  for __, style in ipairs(dt.styles) do
    local name = style.name
    if name:sub(1, #menu) == menu then
      buttons[#buttons + 1] = dt.new_widget("button") {
        label = name:sub(#menu + 1),
        tooltip = style.description,
        ellipsize = "end",
        clicked_callback = function () apply(name) end,
      }
    end
  end
end

-- darktable lets callbacks run side by side: a second click would delete styles that the first is showing.
local installing = false

local install_button = dt.new_widget("button") {
  label = _("install styles"),
  tooltip = _("imports all looks as styles, and the watermarks; again after an update"),
  clicked_callback = function ()
    if installing then
      return
    end
    installing = true
    local done, n, problem = pcall(install)
    show_buttons()
    installing = false
    tell(done and (problem or string.format(_("%d styles installed"), n)) or n)
  end,
}

local shown = false
local function show_panel()
  if not shown then
    shown = true
    show_buttons()
    dt.register_lib("rangefinder", _("Rangefinder looks"), true, false, {
      [dt.gui.views.lighttable] = { "DT_UI_CONTAINER_PANEL_RIGHT_CENTER", 90 },
      [dt.gui.views.darkroom] = { "DT_UI_CONTAINER_PANEL_LEFT_CENTER", 90 },
    }, dt.new_widget("box") { orientation = "vertical", buttons, install_button })
  end
end

-- darktable takes panels only once the lighttable is there.
if dt.gui.current_view().id == "lighttable" then
  show_panel()
else
  dt.register_event("rangefinder", "view-changed", function (__, __, view)
    if view.id == "lighttable" then
      show_panel()
    end
  end)
end

return library
