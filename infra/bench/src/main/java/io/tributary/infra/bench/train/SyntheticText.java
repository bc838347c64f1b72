package io.tributary.infra.bench.train;

import io.tributary.worker.train.MultipleChoiceSample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Generates meaningless samples of given lengths, for measurements. */
final class SyntheticText {
  private static final List<String> OPTIONS = List.of("north", "east", "south", "west");

  /** The words of the samples; each is one token of the default base model. */
  private static final String[] WORDS =
      "river stone paper window garden light winter market doctor music table train field letter"
          .split(" ");

  private SyntheticText() {}

  /** Returns samples of {@code least..most} words and four options; the same at each call. */
  static List<MultipleChoiceSample> samples(int count, int least, int most) {
    var random = new SplittableRandom(17);
    var samples = new ArrayList<MultipleChoiceSample>();
    for (int i = 0; i < count; i++) {
      var text = new StringBuilder();
      int words = random.nextInt(least, most + 1);
      for (int w = 0; w < words; w++) {
        text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
      }
      samples.add(new MultipleChoiceSample(text.toString(), OPTIONS, i % OPTIONS.size()));
    }
    return samples;
  }
}
