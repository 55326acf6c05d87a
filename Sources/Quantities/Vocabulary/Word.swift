/// Words the grammar names one by one. Their raw values are their places in the lexicon; what a word is beyond its spelling
/// stands in `WordInfo`. Zero is "not in the lexicon".
enum Word: UInt16, CaseIterable {
  case unknown
  case a, an, the, and, or, to, of, `in`, on, at, by, `as`, per, each, every, from, between, than, with, `for`, into
  case more, less, fewer, over, under, up, down, least, most, many, much, few, couple, about, around, approximately
  case approx, roughly, nearly, almost, close, near, nearing, approaching, some, circa, ca, estimated, est, no, not
  case above, below, beyond, past, exceeding, exceeds, exceeded, exceed, surpass, surpassed, surpasses, surpassing
  case topped, topping, excess, upwards, upward, north, south, within, minimum, maximum, min, max, only, just, so, even
  case equal, greater, higher, lower, larger, smaller, bigger, better, longer, shorter, high, low, total
  case capped, limited, plus, minus, negative, positive, until, till, through, times, time, x, fold, percent, percentage
  case cent, cents, percents, pct, points, point, bps, basis, bp, pp, ppt, ppts, pps, half, quarter, quarters, third
  case number, nos, top, rank, ranked, ranking, ranks, place, out, score, stars, star, rating, ago, old, aged
  case age, sub, during, since, before, after, later, early, late, mid, fiscal, fy, year, month, week, day
  case run, rate, yoy, arr, mrr, annum, digit, digits, largest, biggest, once, twice, thrice, again, another, first
  case last, next, previous, share, shares, one, hundred, strong, full, whole, ish, `is`, are, was, were, all
  case am, pm, hundreds, dozens, scale, thanks, square, cubic, metric, long, dozen, double, triple, there, this, that
  case us, hong, kong, new, zealand, using, use, uses, used, via, across, reduction, million, plan, said
  case cut, both, either, he, she, we, they, it, you, i, who, which, scope, ratio, split, single, back, check, will,
    now, already, odds, size, second
  case previously, formerly, today, versus, vs, compared, benchmark, industry, annual, yearly, monthly, daily, weekly,
    hourly
  case quarterly, annualized, annualised, annually, recurring, earlier, perhaps, maybe, against, teens, have, has,
    halves

  /// The spelling.
  var spelling: String { String(describing: self) }
}
