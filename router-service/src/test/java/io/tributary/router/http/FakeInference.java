package io.tributary.router.http;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.tributary.router.infer.ChoiceQuestion;
import io.tributary.router.infer.ChosenOption;
import io.tributary.router.infer.Inference;
import io.tributary.router.infer.InferenceBusy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Embeds "x y" as the point (x, y), "x" as (x, 0), and always chooses the first option; remembers
 * what it was asked.
 */
final class FakeInference implements Inference {
  final List<List<String>> embedded = new ArrayList<>();
  final List<List<ChoiceQuestion>> asked = new ArrayList<>();
  volatile Optional<RuntimeException> failure = Optional.empty();
  volatile CountDownLatch gate = new CountDownLatch(0);
  final AtomicInteger waiting = new AtomicInteger();

  @Override
  public synchronized List<float[]> embed(List<String> texts) {
    failIfTold();
    waitAtTheGate();
    embedded.add(texts);
    return texts.stream().map(FakeInference::point).toList();
  }

  private static float[] point(String text) {
    String[] numbers = text.split(" ", -1);
    float y = numbers.length == 1 ? 0 : Float.parseFloat(numbers[1]);
    return new float[] {Float.parseFloat(numbers[0]), y};
  }

  @Override
  public synchronized List<ChosenOption> choose(List<ChoiceQuestion> questions) {
    failIfTold();
    asked.add(questions);
    return questions.stream().map(FakeInference::first).toList();
  }

  private static ChosenOption first(ChoiceQuestion question) {
    float[] probabilities = new float[question.options().size()];
    probabilities[0] = 1;
    return new ChosenOption(0, probabilities);
  }

  void busy() {
    failure = Optional.of(new InferenceBusy("full", Duration.ofSeconds(1)));
  }

  private void waitAtTheGate() {
    waiting.incrementAndGet();
    try {
      if (!gate.await(20, SECONDS)) {
        throw new IllegalStateException("the gate stayed closed");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void failIfTold() {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  @Override
  public void close() {
    failure = Optional.of(new IllegalStateException("closed"));
  }
}
