package io.tributary.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientThreadPoolTest {
  private final ClientThreadPool clientThreadPool = new ClientThreadPool(2);

  @AfterEach
  void close() {
    clientThreadPool.close();
  }

  @Test
  void resultsComeInTheOrderOfTheSubjects() throws InterruptedException {
    assertThat(clientThreadPool.each(List.of(3, 1, 2), number -> 10 * number))
        .containsExactly(30, 10, 20);
  }

  @Test
  void asManySubjectsAsThreadsAreServedAtOnce() throws InterruptedException {
    // Nobody passes the barrier alone: with one thread this would never end.
    var barrier = new CyclicBarrier(2);
    assertThat(clientThreadPool.each(List.of(1, 2), number -> passed(barrier))).containsOnly(true);
  }

  @Test
  void failureIsThrownOnceAllHaveEnded() {
    var ended = new AtomicInteger();
    assertThatThrownBy(
            () ->
                clientThreadPool.each(
                    List.of(1, 2, 3, 4),
                    number -> {
                      ended.incrementAndGet();
                      if (number % 2 == 0) {
                        throw new IllegalStateException("client " + number);
                      }
                      return number;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("client 2")
        .satisfies(thrown -> assertThat(thrown.getSuppressed()[0]).hasMessage("client 4"));
    assertThat(ended).hasValue(4);
  }

  /** Clients are closed after the pool: none of them may still be training then. */
  @Test
  void closingWaitsForRunningWorkAndDropsTheRest() throws Exception {
    var running = new CountDownLatch(2);
    var mayEnd = new CountDownLatch(1);
    var begun = new AtomicInteger();
    var ended = new AtomicInteger();
    Thread caller =
        new Thread(
            () ->
                assertThatThrownBy(
                        () ->
                            clientThreadPool.each(
                                List.of(1, 2, 3),
                                number -> {
                                  begun.incrementAndGet();
                                  running.countDown();
                                  return awaited(mayEnd) ? ended.incrementAndGet() : -1;
                                }))
                    .isInstanceOf(InterruptedException.class));
    caller.start();
    running.await();
    caller.interrupt();
    caller.join();

    var endedWhenClosed = new AtomicInteger(-1);
    Thread closer =
        new Thread(
            () -> {
              clientThreadPool.close();
              endedWhenClosed.set(ended.get());
            });
    closer.start();
    await().until(() -> closer.getState() != Thread.State.RUNNABLE);
    mayEnd.countDown();
    closer.join();
    assertThat(endedWhenClosed).hasValue(2);
    assertThat(begun).hasValue(2);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static boolean passed(CyclicBarrier barrier) {
    try {
      barrier.await();
      return true;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
