import { MASK } from './secrets';

/**
 * What Fluent Bit has no filter for, in Lua: the message of what is no JSON, severities as numbers, where a line is from, and secrets.
 *
 * Patterns of Lua have no alternatives, and count nothing. So each form takes everything that may belong to it, which needs no second
 * look, and a second pattern says what has to be in it: no line takes more time than its length asks for.
 *
 * @see https://docs.fluentbit.io/manual/pipeline/filters/lua
 * @see https://www.lua.org/manual/5.1/manual.html#5.4.1
 */
export const FLUENT_BIT_SCRIPT = String.raw`-- Severities as OpenTelemetry numbers them.
local severities = { TRACE = 1, DEBUG = 5, INFO = 9, WARN = 13, ERROR = 17, FATAL = 21 }

-- What only a text with a stack trace has.
local traces = { "\n[ \t]+at [^ ]", "\n  File \"", "^Traceback %(most recent call last%)", "^goroutine %d+ %[" }

local function times(count, class)
  return string.rep(class, count)
end

local function insensitive(word)
  return (string.gsub(word, "%l", function(letter) return "[" .. letter .. string.upper(letter) .. "]" end))
end

-- What is taken, and what has to be in it.
local values = {
  { "%-%-%-%-%-BEGIN [A-Z ]*PRIVATE KEY%-%-%-%-%-.*", "" },
  { "eyJ[%w_.-]+", times(8, "[%w_-]") .. "%." .. times(8, "[%w_-]") .. "[%w_-]*%." },
  { "%f[%a]" .. insensitive("bearer") .. "%s+[%w+/=._~-]+", "%s" .. times(8, "[%w+/=._~-]") },
  { "%f[%a]" .. insensitive("basic") .. "%s+[%w+/=._~-]+", "%s" .. times(8, "[%w+/=._~-]") },
  { "%f[%w]A[KS]IA%w+", "^...." .. times(16, "[A-Z0-9]") .. "$" },
  { "gh[pousr]_%w+", "_" .. times(36, "%w") },
  { "github_pat_[%w_]+", "_pat_" .. times(22, "[%w_]") },
  { "xox[abeprs]%-[%w-]+", "^....%-" .. times(10, "[%w-]") },
  { "[rs]k_live_%w+", "e_" .. times(16, "%w") },
  { "[rs]k_test_%w+", "t_" .. times(16, "%w") },
  { "://[^%s/:@]*:[^%s/@]+@", "" },
  { "%f[%w][4-6]%d%d%d[ -]?%d%d%d%d[ -]?%d%d%d%d[ -]?%d%d%d%d%f[%W]", "" },
  { "%f[%w]2[2-7]%d%d[ -]?%d%d%d%d[ -]?%d%d%d%d[ -]?%d%d%d%d%f[%W]", "" },
  { "%f[%w]3[47]%d%d[ -]?%d%d%d%d%d%d[ -]?%d%d%d%d%d%f[%W]", "" },
}

local words = {
  "password", "passwd", "pwd", "secret", "token", "api[_-]?key", "access[_-]?key", "private[_-]?key", "authorization", "cookie",
}

-- The last word of a name in camel case.
local camel = {
  "Password", "Passwd", "Pwd", "Secret", "Token", "A[Pp][Ii]Key", "AccessKey", "PrivateKey", "Authorization", "Cookie",
}

local function is_secret_field(name)
  local lower = string.lower(name)
  for _, word in ipairs(words) do
    if string.find(lower, "^" .. word .. "$") or string.find(lower, "[._-]" .. word .. "$") then return true end
  end
  for _, word in ipairs(camel) do
    if string.find(name, "%w" .. word .. "$") then return true end
  end
  return false
end

-- A value after a name: in quotes as a whole, otherwise to its end. A quote has backslashes before it where JSON is a text inside of JSON.
-- Most lines have none of the names, so they are looked for first.
local assignments = {}
local function assigned(name, before)
  local start = before .. insensitive(name) .. "\\*[\"']?%s*[:=]%s*"
  local forms = { start .. "\\*\"[^\"]*\"", start .. "'[^']*'", start .. "[\"']?[^%s\"',;&}]+" }
  table.insert(assignments, { name = name, forms = forms })
end
for _, name in ipairs({ "password", "passwd", "pwd", "secret", "token", "api[_-]?key", "access[_-]?key" }) do assigned(name, "") end
for _, name in ipairs({ "privatekey", "authorization", "cookie" }) do assigned(name, "%w") end

local function masked_text(text)
  for _, form in ipairs(values) do
    text = string.gsub(text, form[1], function(found) if string.find(found, form[2]) then return "${MASK}" end end)
  end
  if not string.find(text, "[:=]") then return text end
  local lower = string.lower(text)
  for _, assignment in ipairs(assignments) do
    if string.find(lower, assignment.name) then
      for _, form in ipairs(assignment.forms) do text = string.gsub(text, form, "${MASK}") end
    end
  end
  return text
end

local function masked(value)
  if type(value) == "string" then return masked_text(value) end
  if type(value) == "table" then
    for key, each in pairs(value) do
      if type(key) == "string" and is_secret_field(key) then value[key] = "${MASK}" else value[key] = masked(each) end
    end
  end
  return value
end

local function severity_of(record)
  if type(record.severity) == "string" then return string.upper(record.severity) end
  for _, trace in ipairs(traces) do
    if record.severity == nil and string.find(record.message or "", trace) then return "ERROR" end
  end
end

function line(tag, timestamp, record)
  if type(record.message) ~= "string" then record.message = record.log end
  record.log = nil
  local severity = severity_of(record)
  record.severity = severities[severity] and severity
  record.severity_number = severities[severity]
  local file = record.file
  record.file = nil
  record = masked(record)
  if type(file) == "string" then
    local namespace, pod, container = string.match(file, "([^/_]+)_([^/_]+)_[^/_]+/([^/]+)/%d+%.log$")
    record["k8s.namespace.name"], record["k8s.pod.name"], record["k8s.container.name"] = namespace, pod, container
  end
  return 2, timestamp, record
end
`;
