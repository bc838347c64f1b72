package io.tributary.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Tracks the open connections of a port, with their phases and times, and selects those to close:
 * connections that take too long, and, when there are too many, the one that has waited longest for
 * its request. Honest requests arrive whole within milliseconds, so slow ones are closed first.
 *
 * @param <C> represents a connection
 */
final class OpenConnections<C> {
  private final PortSettings settings;
  private final long mostBodyBytes;
  private final LongSupplier nanos;
  private final Map<C, State> open = new LinkedHashMap<>();
  private long bodyBytes;

  /** The phase of a connection. */
  private enum Phase {
    /** The head of a request, the first or one that has begun, is not complete yet. */
    HEAD,
    /** No byte of the next request has arrived. */
    IDLE,
    /** The body of a request is arriving. */
    BODY,
    /** The request is complete and being processed. */
    WORK,
    /** The answer is being sent. */
    ANSWER;

    boolean waitsForTheCaller() {
      return this == HEAD || this == IDLE || this == BODY;
    }
  }

  /** The reason for which a connection is closed. */
  enum Reason {
    /** The caller sends nothing, or takes nothing: no answer can reach it. */
    SILENT,
    /** The caller sends too slowly. */
    TOO_SLOW,
    /** There are too many connections, and this one has waited longest. */
    CROWDED_OUT
  }

  /** A connection to close, which is no longer tracked. */
  record Departure<C>(C connection, Reason reason) {}

  private static final class State {
    private final String address;
    private Phase phase = Phase.HEAD;
    private long since;
    private long bytes;
    private long held;
    private long heard;

    State(String address, long since) {
      this.address = address;
      this.since = since;
    }
  }

  /**
   * Creates the count of connections, of which none is open yet.
   *
   * @param mostBodyBytes of all requests together
   * @param nanos a clock that never goes back
   */
  OpenConnections(PortSettings settings, long mostBodyBytes, LongSupplier nanos) {
    this.settings = settings;
    this.mostBodyBytes = mostBodyBytes;
    this.nanos = nanos;
  }

  /** Adds a connection that was opened; returns the one to close for it, maybe itself. */
  synchronized List<Departure<C>> opened(C connection, String address) {
    open.put(connection, new State(address, nanos.getAsLong()));
    var departures = new ArrayList<Departure<C>>();
    Predicate<State> neighbour = state -> state.address.equals(address);
    if (open.values().stream().filter(neighbour).count() > settings.connectionsPerAddress()) {
      departures.add(displace(connection, neighbour));
    }
    if (open.size() > settings.connections()) {
      departures.add(displace(connection, state -> true));
    }
    return departures;
  }

  /** All other connections have requests in progress, so the new one is closed. */
  private Departure<C> displace(C newcomer, Predicate<State> among) {
    C longest =
        open.entrySet().stream()
            .filter(e -> !e.getKey().equals(newcomer))
            .filter(e -> among.test(e.getValue()) && e.getValue().phase.waitsForTheCaller())
            .min(Comparator.comparingLong(e -> e.getValue().since))
            .map(Map.Entry::getKey)
            .orElse(newcomer);
    return depart(longest, Reason.CROWDED_OUT);
  }

  private Departure<C> depart(C connection, Reason reason) {
    closed(connection);
    return new Departure<>(connection, reason);
  }

  /**
   * Begins the body of a request whose head is complete; returns false if the connection was
   * closed.
   */
  synchronized boolean body(C connection) {
    return enter(connection, Phase.BODY, 0);
  }

  /** Begins the processing of a complete request; returns false if the connection was closed. */
  synchronized boolean work(C connection) {
    return enter(connection, Phase.WORK, 0);
  }

  /** Begins to send an answer of that many bytes; returns false if the connection was closed. */
  synchronized boolean answer(C connection, long bytes) {
    return enter(connection, Phase.ANSWER, bytes);
  }

  /**
   * Ends an answer, so that the next request may arrive.
   *
   * @param heard bytes that the caller has sent so far
   */
  synchronized void answered(C connection, long heard) {
    State state = open.get(connection);
    if (state != null) {
      release(state);
      state.heard = heard;
      enter(connection, Phase.IDLE, 0);
    }
    notifyAll();
  }

  private boolean enter(C connection, Phase phase, long bytes) {
    State state = open.get(connection);
    if (state == null) {
      return false;
    }
    state.phase = phase;
    state.since = nanos.getAsLong();
    state.bytes = bytes;
    return true;
  }

  /**
   * Counts received bytes of a body; returns the connection to close if all bodies together are too
   * large.
   */
  synchronized Optional<Departure<C>> received(C connection, int bytes) {
    State state = open.get(connection);
    if (state == null) {
      return Optional.empty();
    }
    state.bytes += bytes;
    state.held += bytes;
    bodyBytes += bytes;
    if (bodyBytes <= mostBodyBytes) {
      return Optional.empty();
    }
    return open.entrySet().stream()
        .filter(e -> e.getValue().phase == Phase.BODY)
        .min(Comparator.comparingLong(e -> e.getValue().since))
        .map(e -> depart(e.getKey(), Reason.CROWDED_OUT));
  }

  /** Removes a connection that was closed by either side. */
  synchronized void closed(C connection) {
    State state = open.remove(connection);
    if (state != null) {
      release(state);
    }
    notifyAll();
  }

  private void release(State state) {
    bodyBytes -= state.held;
    state.held = 0;
  }

  /**
   * Returns the connections to close because they take too long.
   *
   * @param heard bytes that a caller has sent so far
   */
  synchronized List<Departure<C>> overdue(ToLongFunction<C> heard) {
    long now = nanos.getAsLong();
    var departures = new ArrayList<Departure<C>>();
    for (Map.Entry<C, State> entry : List.copyOf(open.entrySet())) {
      State state = entry.getValue();
      boolean hasSent = heard.applyAsLong(entry.getKey()) > state.heard;
      if (state.phase == Phase.IDLE && hasSent) {
        state.phase = Phase.HEAD;
        state.since = now;
      }
      if (now - state.since > allowed(state).toNanos()) {
        boolean tells = state.phase == Phase.BODY || (state.phase == Phase.HEAD && hasSent);
        departures.add(depart(entry.getKey(), tells ? Reason.TOO_SLOW : Reason.SILENT));
      }
    }
    return departures;
  }

  private Duration allowed(State state) {
    return switch (state.phase) {
      case HEAD -> settings.headWithin();
      case IDLE -> settings.idleFor();
      case BODY, ANSWER -> shorter(settings.bodyWithin(), atLeastRate(state.bytes));
      case WORK -> Duration.ofNanos(Long.MAX_VALUE);
    };
  }

  private Duration atLeastRate(long bytes) {
    return PortSettings.GRACE.plusMillis(bytes * 1000 / settings.leastBytesPerSecond());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** Returns the number of open connections. */
  synchronized int size() {
    return open.size();
  }

  /**
   * Waits until no request is processed and no answer is being sent; returns false if it takes
   * longer.
   */
  synchronized boolean awaitRest(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (open.values().stream().anyMatch(state -> !state.phase.waitsForTheCaller())) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
