// Words on who somebody is, noticed as they are written; the patterns and what is said are the server's.

window.practiceWording = (patterns) => {
  const rows = JSON.parse(patterns).map(([pattern, words]) => [new RegExp(pattern, 'i'), words]);

  function look(text) {
    const found = rows.map(([pattern, words]) => [text.match(pattern), words]).filter(([match]) => match);
    const [first] = found.sort(([one], [other]) => one.index - other.index);
    return first ? `“${first[0][0].trim()}”: ${first[1]}` : '';
  }

  return (field) => {
    const place = field.closest('[data-field]')?.querySelector('[data-nudge]');
    const words = place ? look(field.value) : '';
    if (place && place.textContent !== words) place.textContent = words;
  };
};
