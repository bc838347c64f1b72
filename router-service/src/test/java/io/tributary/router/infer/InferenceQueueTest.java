package io.tributary.router.infer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.testkit.ConcurrentTasks;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InferenceQueueTest {
  private final Gated gated = new Gated();
  private final InferenceQueue queue = new InferenceQueue(gated, 1, Duration.ofSeconds(20));

  @AfterEach
  void close() {
    gated.open.countDown();
    queue.close();
  }

  @Test
  void turnsAwayWhatDoesNotFitIntoTheQueue() {
    var running =
        CompletableFuture.supplyAsync(() -> queue.embed(List.of("runs")), ConcurrentTasks.ONE_EACH);
    await().until(() -> gated.started.get() == 1);
    var waiting =
        CompletableFuture.supplyAsync(
            () -> queue.embed(List.of("waits")), ConcurrentTasks.ONE_EACH);
    await().until(() -> queue.waiting() == 1);

    assertThatThrownBy(() -> queue.embed(List.of("too much")))
        .isInstanceOf(InferenceBusy.class)
        .hasMessage("at most 1 requests may wait for inference, and as many do");

    gated.open.countDown();
    assertThat(running.orTimeout(20, SECONDS).join()).hasSize(1);
    assertThat(waiting.orTimeout(20, SECONDS).join()).hasSize(1);
  }

  @Test
  void computesOnOneThreadOnly() {
    gated.open.countDown();
    for (int i = 0; i < 5; i++) {
      queue.embed(List.of("text"));
    }
    assertThat(gated.threads).containsExactly("inference");
  }

  @Test
  void givesUpOnAnAnswerThatTakesTooLong() {
    try (var impatient = new InferenceQueue(gated, 1, Duration.ofMillis(50))) {
      assertThatThrownBy(() -> impatient.embed(List.of("text")))
          .isInstanceOf(InferenceBusy.class)
          .hasMessage("inference must answer within 50 ms and did not");
      gated.open.countDown();
    }
  }

  @Test
  void handsOnWhatTheModelThrows() {
    gated.open.countDown();
    assertThatThrownBy(() -> queue.embed(List.of("boom"))).hasMessage("boom");
    assertThat(queue.embed(List.of("text"))).hasSize(1);
  }

  @Test
  void answersNothingToNothingWithoutWaiting() {
    assertThat(queue.embed(List.of())).isEmpty();
    assertThat(queue.choose(List.of())).isEmpty();
  }

  @Test
  void refusesAndClosesTheModelOnceClosed() {
    gated.open.countDown();
    queue.close();
    assertThat(gated.closed).isTrue();
    assertThatThrownBy(() -> queue.embed(List.of("late")))
        .isInstanceOf(InferenceBusy.class)
        .hasMessage("the router is shutting down");
  }

  /** Computes when the gate is open. */
  private static final class Gated implements Inference {
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicInteger started = new AtomicInteger();
    private final Set<String> threads = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public List<float[]> embed(List<String> texts) {
      started.incrementAndGet();
      threads.add(Thread.currentThread().getName());
      try {
        if (!open.await(20, SECONDS)) {
          throw new IllegalStateException("the gate stayed closed");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      if (texts.contains("boom")) {
        throw new IllegalArgumentException("boom");
      }
      return texts.stream().map(text -> new float[1]).toList();
    }

    @Override
    public List<ChosenOption> choose(List<ChoiceQuestion> questions) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }
}
