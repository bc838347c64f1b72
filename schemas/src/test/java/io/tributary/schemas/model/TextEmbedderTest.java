package io.tributary.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.testkit.Threads;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TextEmbedderTest {
  private static final List<String> TEXTS =
      List.of("red", "one two three so no", "green blue", "no no no no no no no", "so", "two red");

  private static BaseModel model;
  private static TextEmbedder embedder;
  private static AdapterLayout layout;

  @BeforeAll
  static void load() {
    model = BaseModel.load(TinyModel.source());
    // Batches and cache are smaller than what the tests ask for, so that both turn over.
    embedder = new TextEmbedder(model, new TextEmbedder.Settings(16, 4, 2));
    layout = model.layout(2, 4, model.targets());
  }

  @AfterAll
  static void close() {
    embedder.close();
    model.close();
  }

  @Test
  void embeddingsHaveLengthOne() {
    for (float[] embedding : embedder.embed(TEXTS)) {
      assertThat(embedding).hasSize(model.hidden());
      double square = 0;
      for (float value : embedding) {
        square += value * value;
      }
      assertThat(square).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
    }
  }

  @Test
  void noTextsGiveNoEmbeddings() {
    assertThat(embedder.embed(List.of())).isEmpty();
  }

  @Test
  void embeddingDoesNotDependOnTheOtherTexts() {
    float[][] together = embedder.embed(TEXTS);
    for (int i = 0; i < TEXTS.size(); i++) {
      assertSame(together[i], embedder.embed(List.of(TEXTS.get(i)))[0]);
    }
  }

  @Test
  void adapterWithZeroBEqualsTheBase() {
    LoraAdapter initial = LoraAdapter.initial(layout, 3);
    float[][] base = embedder.embed(TEXTS);
    float[][] adapted = embedder.embed(TEXTS, initial);
    for (int i = 0; i < TEXTS.size(); i++) {
      assertSame(adapted[i], base[i]);
    }
  }

  @Test
  void mixedBatchEqualsOneByOne() {
    LoraAdapter[] adapters = {random(1), null, random(2), random(3), random(1), null};

    float[][] mixed = embedder.embed(TEXTS, adapters);

    for (int i = 0; i < TEXTS.size(); i++) {
      LoraAdapter[] own = {adapters[i]};
      assertSame(mixed[i], embedder.embed(List.of(TEXTS.get(i)), own)[0]);
    }
  }

  @Test
  void adaptersChangeTheEmbedding() {
    assertThat(embedder.embed(List.of("red"), random(1))[0])
        .isNotEqualTo(embedder.embed(List.of("red"))[0]);
  }

  @Test
  void threadsDoNotDisturbEachOther() {
    float[][] alone = embedder.embed(TEXTS, random(4));
    List<CompletableFuture<float[][]>> atOnce =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> embedder.embed(TEXTS, random(4)), Threads.ONE_EACH))
            .toList();
    for (CompletableFuture<float[][]> one : atOnce) {
      assertThat(one.join()).isDeepEqualTo(alone);
    }
  }

  @Test
  void nothingStaysInTheModelsMemory() {
    embedder.embed(TEXTS, random(5));
    int before = model.arrays();

    embedder.embed(TEXTS, new LoraAdapter[] {random(5), random(6), null, null, null, random(7)});

    assertThat(model.arrays()).isEqualTo(before);
  }

  @Test
  void refusesAnAdapterOfAnotherModel() {
    var foreign = new io.tributary.schemas.adapter.Site("encoder.layer.9.query", 8, 8);
    var adapter = LoraAdapter.initial(new AdapterLayout(2, 4, List.of(foreign)), 1);

    assertThatThrownBy(() -> embedder.embed(List.of("red"), adapter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("encoder.layer.9.query (8 -> 8) is not in base model tiny@");
  }

  @Test
  void refusesTwoLayoutsInOneCall() {
    var narrow = LoraAdapter.initial(model.layout(1, 4, Set.of("query")), 1);

    assertThatThrownBy(
            () -> embedder.embed(List.of("red", "so"), new LoraAdapter[] {narrow, random(1)}))
        .hasMessageContaining("adapters of one call must share one layout");
  }

  private static void assertSame(float[] actual, float[] expected) {
    assertThat(actual).usingComparatorWithPrecision(1e-6f).containsExactly(expected);
  }

  private static LoraAdapter random(long seed) {
    var random = new SplittableRandom(seed);
    float[] values = new float[layout.parameters()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return new LoraAdapter(layout, values);
  }
}
