package io.tributary.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.GatedAdapters;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.testkit.ConcurrentTasks;
import java.util.Arrays;
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

  /**
   * Two adapters weighted w and 1 - w are one of twice the rank: A on A', and w B by (1 - w) B'.
   */
  @Test
  void aWeightedSumForEachTextEqualsTheOneAdapterThatItIs() {
    LoraAdapter one = random(8);
    LoraAdapter other = random(9);
    float[] weights = {0, 0.25f, 1, 0.4f, 0.75f, 0.1f};
    float[] rest = new float[weights.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = 1 - weights[i];
    }

    float[][] mixed = embedder.embed(TEXTS, List.of(one, other), List.of(weights, rest));

    for (int i = 0; i < TEXTS.size(); i++) {
      LoraAdapter sum = stacked(one, weights[i], other, rest[i]);
      assertSame(mixed[i], embedder.embed(List.of(TEXTS.get(i)), sum)[0]);
    }
    assertSame(mixed[2], embedder.embed(List.of(TEXTS.get(2)), one)[0]);
  }

  @Test
  void aGateWeighsByTokensAndOneOfZerosEvenly() {
    LoraAdapter own = random(10);
    LoraAdapter others = random(11);
    float[] gate = new float[GatedAdapters.gateParameters(layout)];
    float[] half = new float[TEXTS.size()];
    Arrays.fill(half, 0.5f);

    float[][] even = embedder.embed(TEXTS, new GatedAdapters(own, others, gate));
    float[][] halves = embedder.embed(TEXTS, List.of(own, others), List.of(half, half));
    for (int i = 0; i < TEXTS.size(); i++) {
      assertSame(even[i], halves[i]);
    }

    float[] swapped = new float[gate.length];
    float[] tilted = gate.clone();
    int at = 0;
    for (var targetModule : layout.targetModules()) {
      for (int i = 0; i < targetModule.inputs(); i++) {
        tilted[at + i] = i % 3;
        swapped[at + targetModule.inputs() + i] = i % 3;
      }
      at += 2 * targetModule.inputs();
    }
    float[][] one = embedder.embed(TEXTS, new GatedAdapters(own, others, tilted));
    float[][] two = embedder.embed(TEXTS, new GatedAdapters(others, own, swapped));
    for (int i = 0; i < TEXTS.size(); i++) {
      assertSame(one[i], two[i]);
      assertThat(one[i]).isNotEqualTo(even[i]);
    }
  }

  @Test
  void refusesWeightsThatAreNotOneForEachText() {
    assertThatThrownBy(
            () -> embedder.embed(List.of("red"), List.of(random(1)), List.of(new float[2])))
        .hasMessage("weights must be 1 for each of 1 adapters, were [2]");
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
                        () -> embedder.embed(TEXTS, random(4)), ConcurrentTasks.ONE_EACH))
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
    float[] gate = new float[GatedAdapters.gateParameters(layout)];
    embedder.embed(TEXTS, new GatedAdapters(random(8), random(9), gate));
    embedder.embed(TEXTS, List.of(random(8)), List.of(new float[TEXTS.size()]));

    assertThat(model.arrays()).isEqualTo(before);
  }

  @Test
  void refusesAnAdapterOfAnotherModel() {
    var foreign = new io.tributary.schemas.adapter.TargetModule("encoder.layer.9.query", 8, 8);
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

  private static LoraAdapter stacked(LoraAdapter one, float w, LoraAdapter other, float v) {
    int rank = layout.rank();
    AdapterLayout twice = new AdapterLayout(2 * rank, 2 * layout.alpha(), layout.targetModules());
    float[] values = new float[twice.parameters()];
    for (int module = 0; module < layout.targetModules().size(); module++) {
      int inputs = layout.targetModules().get(module).inputs();
      int outputs = layout.targetModules().get(module).outputs();
      int a = layout.offsetOfA(module);
      int size = rank * inputs;
      System.arraycopy(one.values(), a, values, twice.offsetOfA(module), size);
      System.arraycopy(other.values(), a, values, twice.offsetOfA(module) + size, size);
      for (int out = 0; out < outputs; out++) {
        for (int k = 0; k < rank; k++) {
          int from = layout.offsetOfB(module) + out * rank + k;
          int to = twice.offsetOfB(module) + out * 2 * rank + k;
          values[to] = w * one.values()[from];
          values[to + rank] = v * other.values()[from];
        }
      }
    }
    return new LoraAdapter(twice, values);
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
