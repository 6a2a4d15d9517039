-- For wrk: `-- FIRST DISTINCT` numbers the requests from FIRST, and begins again after DISTINCT of them.
-- In the address, {n} becomes the number, {accent} a colour of its own, dark enough for white paper, and
-- {minutes} one of 1 to 120 in turn.
local number, distinct, path = 0, 0, nil

local function accent(n)
  local blue, rest = n % 256, math.floor(n / 256)
  return string.format("%02x%02x%02x", math.floor(rest / 64) % 64, rest % 64, blue)
end

local function numbered()
  number = (number + 1) % distinct
  return wrk.format(nil, (path:gsub("{n}", number):gsub("{accent}", accent(number)):gsub("{minutes}", number % 120 + 1)))
end

function init(args)
  number, distinct, path = tonumber(args[1]), tonumber(args[2]), wrk.path
  local fixed = wrk.format()
  request = path:find("{", 1, true) and numbered or function() return fixed end
end

-- Looked for before `init` runs.
function request() end

function done(summary, latency)
  local wrong = summary.errors
  io.write(string.format('\n{"requests": %d, "seconds": %f, "refused": %d, "broken": %d, "median": %f}\n',
    summary.requests, summary.duration / 1e6, wrong.status,
    wrong.connect + wrong.read + wrong.write + wrong.timeout, latency:percentile(50) / 1e6))
end
