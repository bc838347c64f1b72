package io.tributary.router.http;

import io.tributary.router.infer.Choice;
import io.tributary.router.infer.Inference;
import io.tributary.router.infer.InferenceBusy;
import io.tributary.router.infer.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Embeds "x y" as the point (x, y), and always chooses the first option; remembers what it was
 * asked.
 */
final class FakeInference implements Inference {
  final List<List<String>> embedded = new ArrayList<>();
  final List<List<Question>> asked = new ArrayList<>();
  Optional<RuntimeException> failure = Optional.empty();

  @Override
  public synchronized List<float[]> embed(List<String> texts) {
    failIfTold();
    embedded.add(texts);
    return texts.stream().map(FakeInference::point).toList();
  }

  private static float[] point(String text) {
    String[] numbers = text.split(" ", -1);
    return new float[] {Float.parseFloat(numbers[0]), Float.parseFloat(numbers[1])};
  }

  @Override
  public synchronized List<Choice> choose(List<Question> questions) {
    failIfTold();
    asked.add(questions);
    return questions.stream().map(FakeInference::first).toList();
  }

  private static Choice first(Question question) {
    float[] probabilities = new float[question.options().size()];
    probabilities[0] = 1;
    return new Choice(0, probabilities);
  }

  void busy() {
    failure = Optional.of(new InferenceBusy("full", Duration.ofSeconds(1)));
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
