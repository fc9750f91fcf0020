// One connection to the service: check-in, WebSocket, PING. It ends once and is then thrown away.

const CHECK_IN_TIMEOUT_MS = 15_000;
const OPEN_TIMEOUT_MS = 15_000;
// Chrome ends an idle service worker after 30 s; a WebSocket message starts that time anew.
const PING_EVERY_MS = 10_000;
const SILENCE_MS = 35_000;
// A sign of life for whoever reads the storage; it goes nowhere else.
const BEAT_EVERY_MS = 4_000;

/** The service does not accept the session any more. */
export class SessionRefused extends Error {}

/** Asks the service where to connect; throws SessionRefused on 401. */
async function checkIn(identity) {
  const answer = await fetch(`${identity.api}/checkin`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: identity.accessToken },
    body: JSON.stringify({
      browserId: identity.browserId,
      userId: identity.userId,
      version: chrome.runtime.getManifest().version,
      extensionId: chrome.runtime.id,
      userAgent: navigator.userAgent,
      deviceType: "extension",
    }),
    signal: AbortSignal.timeout(CHECK_IN_TIMEOUT_MS),
  });
  if (answer.status === 401) {
    throw new SessionRefused();
  }
  if (!answer.ok) {
    throw new Error(`check-in was answered ${answer.status}`);
  }
  return answer.json();
}

export class Connection {
  #identity;
  #events;
  #socket = null;
  #timers = [];
  #lastHeard = Date.now();
  #ended = false;

  /** @param events onOpen(), onBeat(time), onScore(number), onEnd(error): the last is called exactly once */
  constructor(identity, events) {
    this.#identity = identity;
    this.#events = events;
  }

  get identity() {
    return this.#identity;
  }

  async start() {
    try {
      const { destinations, token } = await checkIn(this.#identity);
      if (!this.#ended) {
        this.#open(`ws://${destinations[0]}/?token=${encodeURIComponent(token)}`);
      }
    } catch (error) {
      this.end(error);
    }
  }

  /** Ends the connection; safe to call again. */
  end(error) {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    this.#timers.forEach(clearTimeout);
    this.#socket?.close();
    this.#events.onEnd(error);
  }

  #open(url) {
    this.#socket = new WebSocket(url);
    const openTimer = setTimeout(() => this.end(new Error("the socket did not open")), OPEN_TIMEOUT_MS);
    this.#timers.push(openTimer);
    this.#socket.onopen = () => {
      clearTimeout(openTimer);
      this.#lastHeard = Date.now();
      this.#events.onOpen();
      this.#ping();
      this.#timers.push(setInterval(() => this.#pingUnlessSilent(), PING_EVERY_MS));
      this.#timers.push(setInterval(() => this.#events.onBeat(Date.now()), BEAT_EVERY_MS));
    };
    this.#socket.onmessage = (event) => this.#receive(JSON.parse(event.data));
    this.#socket.onclose = () => this.end(new Error("the socket closed"));
  }

  #pingUnlessSilent() {
    if (Date.now() - this.#lastHeard > SILENCE_MS) {
      this.end(new Error("the service fell silent"));
    } else {
      this.#ping();
    }
  }

  #ping() {
    this.#send({ id: crypto.randomUUID(), action: "PING", data: {} });
  }

  #receive(message) {
    this.#lastHeard = Date.now();
    switch (message.action) {
      case "AUTH":
        this.#answer(message, {
          browser_id: this.#identity.browserId,
          user_id: this.#identity.userId,
          user_agent: navigator.userAgent,
          timestamp: Math.floor(Date.now() / 1000),
          device_type: "extension",
          version: chrome.runtime.getManifest().version,
        });
        break;
      case "PONG":
        this.#answer(message, {});
        this.#events.onScore(message.data.ipScore);
        break;
      default:
        console.warn("unknown action", message.action);
    }
  }

  #answer(message, result) {
    this.#send({ id: message.id, origin_action: message.action, result });
  }

  #send(message) {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }
}
