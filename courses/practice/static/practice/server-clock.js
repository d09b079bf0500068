// The server's clock on this device: window.serverClock.
//
//   sync(isoNow, sentAt, receivedAt)  what the server said its time was; when it was asked and had answered, both as
//                                     read from performance.now(), which no change of the device's clock moves
//   now()                             milliseconds since 1970 by the server's clock
//   synced()                          whether the server was heard on this page yet
//   ask(address)                      asks for JSON with a "now" in it, learns the time from it, and gives it back
//
// A device clock that is wrong, or jumps, changes nothing: spans are measured with performance.now() alone. Of several
// answers the one that came back soonest tells most; an old one loses worth as two clocks may drift apart. The device's
// own clock counts only until the server is first heard, corrected by what was learnt on an earlier page.
(() => {
  const KEPT = 'server-clock';
  const MOST = 8;
  // How far a cheap clock runs wrong: a second in five and a half hours.
  const DRIFT = 50e-6;
  // A laptop that slept may have stopped its steady clock: then the server is asked again.
  const DOUBT = 2000;

  let heard = [];
  let apart = Date.now() - performance.now();

  function kept() {
    try {
      return Number(localStorage.getItem(KEPT)) || 0;
    } catch {
      return 0;
    }
  }

  function keep(offset) {
    try {
      localStorage.setItem(KEPT, String(Math.round(offset)));
    } catch {
      // Where nothing may be kept, the next page learns anew.
    }
  }

  const worth = (sample, at) => sample.doubt + (at - sample.at) * DRIFT;

  function best() {
    const at = performance.now();
    return heard.reduce((one, other) => (worth(other, at) < worth(one, at) ? other : one));
  }

  function slept() {
    const moved = Date.now() - performance.now() - apart;
    apart += moved;
    return Math.abs(moved) > DOUBT;
  }

  const fallback = kept();

  window.serverClock = {
    sync(isoNow, sentAt, receivedAt) {
      const told = Date.parse(isoNow);
      if (Number.isNaN(told) || receivedAt < sentAt) return;
      if (slept()) heard = [];
      const offset = told - (sentAt + receivedAt) / 2;
      heard = [...heard, { offset, doubt: (receivedAt - sentAt) / 2, at: receivedAt }].slice(-MOST);
      keep(this.now() - Date.now());
    },

    now() {
      return heard.length ? performance.now() + best().offset : Date.now() + fallback;
    },

    synced() {
      return heard.length > 0;
    },

    async ask(address) {
      const sentAt = performance.now();
      const answer = await fetch(address, {
        headers: { Accept: 'application/json' }, redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout?.(8000),
      });
      const receivedAt = performance.now();
      if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { status: answer.status, type: answer.type });
      const told = await answer.json();
      this.sync(told.now, sentAt, receivedAt);
      return told;
    },
  };
})();
