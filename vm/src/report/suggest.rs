//! "Did you mean": the candidate that is closest to a misspelt name, by the rules of CPython's suggestions.

/// The cost of inserting, deleting or replacing a character.
const MOVE: usize = 2;
/// The cost of replacing a letter by the same letter in the other case.
const CASE: usize = 1;
/// Names that differ over more characters are not compared.
const MAX_NAME: usize = 40;
/// More candidates are not looked through.
const MAX_CANDIDATES: usize = 750;

/// The best candidate for `name`, if one is close enough: at most a third of the characters differ. `None` for very
/// many candidates.
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let wanted: Vec<char> = name.chars().collect();
    if candidates.len() > MAX_CANDIDATES {
        return None;
    }
    let mut best = None;
    let mut best_distance = usize::MAX;
    for candidate in candidates {
        if candidate == name {
            continue;
        }
        let letters: Vec<char> = candidate.chars().collect();
        let limit = ((letters.len() + wanted.len() + 3) * MOVE / 6).min(best_distance.saturating_sub(1));
        if let Some(distance) = distance(&wanted, &letters, limit)
            && (best.is_none() || distance < best_distance)
        {
            best = Some(candidate);
            best_distance = distance;
        }
    }
    best
}

/// The weighted edit distance, if it is at most `limit`.
pub fn distance(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let same_start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same_start..], &b[same_start..]);
    let same_end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - same_end], &b[..b.len() - same_end]);
    if a.is_empty() || b.is_empty() {
        return Some((a.len() + b.len()) * MOVE).filter(|d| *d <= limit);
    }
    if a.len() > MAX_NAME || b.len() > MAX_NAME {
        return None;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if (long.len() - short.len()) * MOVE > limit {
        return None;
    }
    // One row of the usual matrix, updated in place.
    let mut row: Vec<usize> = (1..=short.len()).map(|i| i * MOVE).collect();
    for (i, &l) in long.iter().enumerate() {
        let mut diagonal = i * MOVE;
        let mut left = diagonal + MOVE;
        let mut least = usize::MAX;
        for (cell, &s) in row.iter_mut().zip(short) {
            let replaced = diagonal + replacement(l, s);
            diagonal = *cell;
            left = replaced.min(left.min(diagonal) + MOVE);
            *cell = left;
            least = least.min(left);
        }
        if least > limit {
            return None;
        }
    }
    row.last().copied().filter(|d| *d <= limit)
}

fn replacement(a: char, b: char) -> usize {
    if a == b {
        0
    } else if a.to_lowercase().eq(b.to_lowercase()) {
        CASE
    } else {
        MOVE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_candidate_wins() {
        let names =
            ["append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse", "sort"];
        for (name, expected) in [
            ("apend", Some("append")),
            ("Append", Some("append")),
            ("add", None),
            ("length", None),
            ("revers", Some("reverse")),
            ("cnt", None),
            ("coppy", Some("copy")),
            ("push", None),
            ("sort", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(closest(name, names), expected, "{name}");
        }
        assert_eq!(closest("bluch", ["blech", "Bluch", "luch"]), Some("Bluch"));
        assert_eq!(closest(&"b".repeat(41), [&*"a".repeat(41)]), None);
    }
}
