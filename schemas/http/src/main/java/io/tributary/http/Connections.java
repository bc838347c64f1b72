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
 * The open connections of a port, what each is doing, since when, and which must go: those that
 * take too long, and, when there are too many, the one that has waited longest for its request.
 * Honest requests arrive whole within milliseconds; so it is slow ones that make room.
 *
 * @param <C> what stands for a connection
 */
final class Connections<C> {
  private final PortSettings settings;
  private final long mostBodyBytes;
  private final LongSupplier nanos;
  private final Map<C, State> open = new LinkedHashMap<>();
  private long bodyBytes;

  /** What a connection is doing. */
  private enum Phase {
    /** Its first request, or one of which some bytes came, has no whole head yet. */
    HEAD,
    /** Nothing of the next request has come. */
    IDLE,
    /** A request's body is coming. */
    BODY,
    /** Its request is whole, and being worked on. */
    WORK,
    /** The answer is being taken. */
    ANSWER;

    boolean waitsForTheCaller() {
      return this == HEAD || this == IDLE || this == BODY;
    }
  }

  /** Why a connection must go. */
  enum Reason {
    /** It sends nothing, or takes nothing: there is nobody to tell. */
    SILENT,
    /** What it sends comes too slowly. */
    TOO_SLOW,
    /** There are too many, and it has waited longest. */
    CROWDED_OUT
  }

  /** A connection that must go; it is forgotten already. */
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
  Connections(PortSettings settings, long mostBodyBytes, LongSupplier nanos) {
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

  /** A request's head is whole, its body is awaited; false if the connection had to go. */
  synchronized boolean body(C connection) {
    return enter(connection, Phase.BODY, 0);
  }

  /** A request is whole; false if the connection had to go. */
  synchronized boolean work(C connection) {
    return enter(connection, Phase.WORK, 0);
  }

  /** An answer of that many bytes is being sent; false if the connection had to go. */
  synchronized boolean answer(C connection, long bytes) {
    return enter(connection, Phase.ANSWER, bytes);
  }

  /**
   * An answer was taken, the next request may come.
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

  /** Some of a body came; whoever must go because all bodies together are too large. */
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

  /** A connection was closed by whomever. */
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

  /** Connections that are open. */
  synchronized int size() {
    return open.size();
  }

  /** Waits until no request is worked on and no answer is being taken; false if it takes longer. */
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
