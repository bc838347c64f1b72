package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Callers that send or read slowly are cut off, and stand in nobody's way until then. */
class SlowCallersTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final int REQUESTS = 300;
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String WAIT =
      "GET /wait HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final String POST =
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

  @Test
  void aHeadThatIsNotFinishedInTimeIsRefused() {
    try (var port = new OpenPort(OpenPort.within(SHORT, LONG, LONG))) {
      for (String half : List.of("G", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\n")) {
        try (RawCaller caller = port.call()) {
          HttpPortTest.assertProblem(caller.send(half).untilClosed(), 408, "request-too-slow");
        }
      }
    }
  }

  @Test
  void theSecondHeadOfAConnectionHasItsTimeToo() {
    try (var port = new OpenPort(OpenPort.within(SHORT, LONG, LONG));
        RawCaller caller = port.call()) {
      caller.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").until("here");
      HttpPortTest.assertProblem(caller.send("GET").untilClosed(), 408, "request-too-slow");
    }
  }

  @Test
  void aConnectionThatSaysNothingIsClosedWithoutAWord() {
    try (var port = new OpenPort(OpenPort.within(SHORT, LONG, LONG));
        RawCaller caller = port.call()) {
      assertThat(caller.untilClosed()).isEmpty();
    }
    try (var port = new OpenPort(OpenPort.within(LONG, LONG, SHORT));
        RawCaller caller = port.call()) {
      caller.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").until("here");
      assertThat(caller.untilClosed()).isEmpty();
    }
  }

  @Test
  void aBodyThatIsNotFinishedInTimeIsRefused() {
    try (var port = new OpenPort(OpenPort.within(LONG, SHORT, LONG))) {
      for (String rest :
          List.of(
              "Content-Length: 100\r\n\r\n{",
              "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n",
              "Transfer-Encoding: chunked\r\n\r\n5\r\n{")) {
        try (RawCaller caller = port.call()) {
          String answer = caller.send(POST + rest).untilClosed();
          HttpPortTest.assertProblem(
              answer.replace("HTTP/1.1 100 Continue\r\n\r\n", ""), 408, "request-too-slow");
        }
      }
    }
  }

  @Test
  void anAnswerThatIsNotTakenOccupiesNoThreadAndIsCutOff() {
    try (var port = new OpenPort(OpenPort.within(LONG, SHORT, LONG))) {
      var lazy = new ArrayList<RawCaller>();
      for (int i = 0; i < 8; i++) {
        lazy.add(port.call().send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      }
      assertThat(port.get("/").statusCode()).isEqualTo(200);
      // Only the one that asked just now is left: it may ask again.
      await().until(() -> port.port.connections() <= 1);
      for (RawCaller caller : lazy) {
        // What the kernel had taken by then is far from all of it.
        assertThat(caller.untilClosed().length()).isLessThan(32 << 20);
        caller.close();
      }
    }
  }

  @Test
  void whoWaitedLongestMakesRoomForTheNext() {
    try (var port = new OpenPort(OpenPort.connections(100, 3))) {
      var slow = new ArrayList<RawCaller>();
      for (int i = 0; i < 5; i++) {
        RawCaller caller = port.call();
        caller.send(POST + "Expect: 100-continue\r\nContent-Length: 100\r\n\r\n");
        // From here on its body is awaited: later than that of the one before.
        caller.until("100 Continue\r\n\r\n");
        slow.add(caller);
      }
      for (RawCaller crowdedOut : slow.subList(0, 2)) {
        HttpPortTest.assertProblem(crowdedOut.untilClosed(), 503, "too-many-connections");
      }
      assertThat(port.post("/echo", "{}").statusCode()).isEqualTo(200);
      slow.forEach(RawCaller::close);
    }
  }

  /** A flood from one address: more connections than may be open, all half-sent. */
  @Test
  void othersAreAnsweredWhateverTheNumberOfSlowConnections() {
    try (var port = new OpenPort(OpenPort.connections(20, 10))) {
      var slow = new ArrayList<RawCaller>();
      for (int i = 0; i < 60; i++) {
        slow.add(port.call().send("GET / HT"));
      }
      for (int i = 0; i < 5; i++) {
        try (RawCaller other = port.call()) {
          other
              .send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
              .until("here");
        }
      }
      slow.forEach(RawCaller::close);
    }
  }

  /**
   * Two ports are asked in turn, so that whatever else the machine does delays both alike. The
   * bound is twice the undisturbed median, and the grain of a scheduler.
   */
  @Test
  void twoHundredSlowConnectionsDoNotDelayOthers() {
    try (var quiet = new OpenPort(PortSettings.DEFAULT);
        var busy = new OpenPort(PortSettings.DEFAULT)) {
      var slow = new ArrayList<RawCaller>();
      for (int i = 0; i < 100; i++) {
        slow.add(busy.call().send("POST /echo HT"));
        slow.add(busy.call().send(POST + "Content-Length: 900\r\n\r\n{"));
      }
      long[] undisturbed = new long[REQUESTS];
      long[] disturbed = new long[REQUESTS];
      for (int i = 0; i < REQUESTS; i++) {
        undisturbed[i] = nanosOfAnAnswer(quiet);
        disturbed[i] = nanosOfAnAnswer(busy);
      }
      System.out.printf(
          "median of an answer: %d us undisturbed, %d us beside %d slow connections%n",
          median(undisturbed) / 1000, median(disturbed) / 1000, slow.size());
      assertThat(median(disturbed)).isLessThan(2 * median(undisturbed) + 2_000_000);
      slow.forEach(RawCaller::close);
    }
  }

  private static long nanosOfAnAnswer(OpenPort port) {
    long start = System.nanoTime();
    try (RawCaller caller = port.call()) {
      caller
          .send(POST + "Connection: close\r\nContent-Length: 9\r\n\r\n{\"a\":100}")
          .until("{\"a\":100}");
    }
    return System.nanoTime() - start;
  }

  private static long median(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Two requests run, eight wait: one more is told to come again, and no thread waits for it. */
  @Test
  void moreRequestsThanMayWaitAreToldToComeAgain() {
    try (var port = new OpenPort(PortSettings.DEFAULT)) {
      var waiting = new ArrayList<RawCaller>();
      for (int i = 0; i < 2; i++) {
        waiting.add(port.call().send(WAIT));
      }
      await().until(() -> port.working.get() == 2);
      for (int i = 0; i < 9; i++) {
        waiting.add(port.call().send(WAIT));
      }
      await().until(() -> waiting.stream().anyMatch(RawCaller::hasAnswer));
      RawCaller refused = waiting.stream().filter(RawCaller::hasAnswer).findFirst().orElseThrow();
      assertThat(refused.untilClosed())
          .startsWith("HTTP/1.1 503 ")
          .contains("at most 2 requests may run and 8 wait");
      port.gate.countDown();
      long answered = waiting.stream().filter(c -> c.untilClosed().endsWith("waited")).count();
      assertThat(answered).isEqualTo(10);
      waiting.forEach(RawCaller::close);
    }
  }

  @Test
  void aNewcomerIsRefusedWhileAllOthersAreWorkedFor() {
    try (var port = new OpenPort(OpenPort.connections(100, 2))) {
      try (RawCaller one = port.call().send(WAIT);
          RawCaller other = port.call().send(WAIT)) {
        await().until(() -> port.working.get() == 2);
        try (RawCaller newcomer = port.call()) {
          HttpPortTest.assertProblem(newcomer.untilClosed(), 503, "too-many-connections");
        }
        port.gate.countDown();
        assertThat(one.untilClosed()).endsWith("waited");
        assertThat(other.untilClosed()).endsWith("waited");
      }
      assertThat(port.get("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPortWithSlowCallersClosesWithoutWaitingForThem() {
    var port = new OpenPort(OpenPort.within(LONG, LONG, LONG));
    try (RawCaller head = port.call().send("GET / HT");
        RawCaller body = port.call().send(POST + "Content-Length: 100\r\n\r\n{")) {
      assertThat(port.get("/").statusCode()).isEqualTo(200);
      assertTimeout(Duration.ofSeconds(8), port::close);
      assertThat(head.untilClosed()).doesNotContain("200");
      assertThat(body.untilClosed()).doesNotContain("200");
    }
  }
}
