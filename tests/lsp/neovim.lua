-- Opens TM_FILE with the language server TM_SERVER (a JSON list) and notes in TM_OUT, as JSON, what a user would see:
-- the words that are marked, what hovering and completion say at TM_LINE and TM_COLUMN (line from 1, column in bytes
-- from 0), the titles of the actions there, and the text after the first of them.
local seen = {}

local function finish()
  local file = io.open(os.getenv("TM_OUT"), "w")
  file:write(vim.fn.json_encode(seen))
  file:close()
  vim.cmd("qa!")
end

vim.cmd("edit " .. vim.fn.fnameescape(os.getenv("TM_FILE")))
local buffer = vim.api.nvim_get_current_buf()
local id = vim.lsp.start_client({ name = "tm", cmd = vim.fn.json_decode(os.getenv("TM_SERVER")), root_dir = vim.fn.getcwd() })
vim.lsp.buf_attach_client(buffer, id)
vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 20)

seen.marked = {}
for _, found in ipairs(vim.diagnostic.get(buffer)) do
  local words = vim.api.nvim_buf_get_text(buffer, found.lnum, found.col, found.end_lnum, found.end_col, {})
  table.insert(seen.marked, { found.code, table.concat(words, "\n") })
end

vim.api.nvim_win_set_cursor(0, { tonumber(os.getenv("TM_LINE")), tonumber(os.getenv("TM_COLUMN")) })
local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(buffer, method, params, 20000) or {}) do
    if answer.result then return answer.result end
  end
  return {}
end

local here = vim.lsp.util.make_position_params(0, "utf-16")
seen.hover = (ask("textDocument/hover", here).contents or {}).value
seen.offered = vim.tbl_map(function(item) return item.label end, ask("textDocument/completion", here).items or {})
local actions = ask("textDocument/codeAction", {
  textDocument = here.textDocument,
  range = { start = here.position, ["end"] = here.position },
  context = { diagnostics = {} },
})
seen.actions = vim.tbl_map(function(action) return action.title end, actions)
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
vim.wait(20000, function() return #vim.diagnostic.get(buffer) < #seen.marked end, 20)
seen.text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), "\n")
seen.left = #vim.diagnostic.get(buffer)
vim.lsp.stop_client(id)
vim.wait(20000, function() return vim.lsp.client_is_stopped(id) end, 20)
finish()
