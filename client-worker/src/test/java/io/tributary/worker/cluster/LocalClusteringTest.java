package io.tributary.worker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.geometry.ClusterCount;
import io.tributary.schemas.geometry.NearestCentroidSearch;
import io.tributary.schemas.settings.ZeroSentinel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Texts of templates and contents, instruction and input in one; an embedding is the mean of the
 * words' directions, so that wordings of one task lie as far apart as tasks do.
 */
class LocalClusteringTest {
  private static final int WIDTH = 96;
  private static final int WORDS_OF_A_TEMPLATE = 8;
  private static final int WORDS_OF_AN_INPUT = 10;
  private static final int VOCABULARY = 300;

  private final List<String> texts = new ArrayList<>();
  private final List<Integer> tasks = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "1, 2, 100",
    "1, 4, 100",
    "1, 4, 300",
    "1, 8, 300",
    "2, 2, 100",
    "2, 4, 300",
    "3, 3, 300",
    "1, 4, 1000",
    "4, 1, 200"
  })
  void wordingsOfATaskAreOneSlotAndTasksAreTwo(int count, int wordings, int rows) {
    for (long seed = 1; seed <= 3; seed++) {
      deal(count, wordings, rows, seed);
      LocalClustering.Slots slots = slots(0, seed);

      assertThat(slots.centroids()).hasDimensions(count, WIDTH);
      assertThat(slots.isUnsure()).isFalse();
      for (int task = 0; task < count; task++) {
        var theirs = new HashSet<Integer>();
        for (int row = 0; row < rows; row++) {
          if (tasks.get(row) == task) {
            theirs.add(NearestCentroidSearch.index(embedding(texts.get(row)), slots.centroids()));
          }
        }
        assertThat(theirs).hasSize(1);
      }
    }
  }

  /** What the rule of texts without templates makes of the same rows. */
  @Test
  void distancesAloneWouldSplitOneTaskByItsWordings() {
    deal(1, 4, 300, 1);
    float[][] points = embed(texts);

    assertThat(ClusterCount.choose(points, 8, 1)).isGreaterThan(1);
    assertThat(slots(0, 1).centroids()).hasNumberOfRows(1);
  }

  @Test
  void aNumberThatIsGivenIsKept() {
    deal(1, 4, 100, 1);
    assertThat(slots(3, 1).centroids()).hasNumberOfRows(3);
  }

  /** Two wordings of one task whose inputs differ a little: two tasks, or one? */
  @Test
  void saysSoWhereItCannotTell() {
    boolean everUnsure = false;
    for (int common = 0; common <= VOCABULARY; common += 10) {
      texts.clear();
      tasks.clear();
      dealAlike(common);
      everUnsure |= slots(0, 1).isUnsure();
    }
    assertThat(everUnsure).isTrue();
  }

  /** The mean of a task's texts may lie where other tasks' means are nearer to all of them. */
  @Test
  void everySlotHasARow() {
    deal(3, 1, 240, 1);
    float[][] points = new float[texts.size()][];
    for (int row = 0; row < points.length; row++) {
      int task = tasks.get(row);
      int side = task == 0 ? (row % 2 == 0 ? 1 : -1) : task == 1 ? 1 : -1;
      points[row] = new float[] {side, task == 0 ? 0.2f : -0.2f};
    }
    float[][] centroids =
        new LocalClustering(OptionalInt.empty(), 8, 1)
            .slots(
                "client-0",
                new LocalClustering.Texts(texts, texts, points),
                LocalClusteringTest::embed)
            .centroids();

    assertThat(centroids.length).isBetween(2, 3);
    assertThat(Arrays.stream(NearestCentroidSearch.labels(points, centroids)).distinct().count())
        .isEqualTo(centroids.length);
  }

  private LocalClustering.Slots slots(int asked, long seed) {
    return new LocalClustering(ZeroSentinel.of(asked), 8, seed)
        .slots(
            "client-0",
            new LocalClustering.Texts(texts, texts, embed(texts)),
            LocalClusteringTest::embed);
  }

  private void deal(int count, int wordings, int rows, long seed) {
    texts.clear();
    tasks.clear();
    var random = new Random(seed);
    for (int row = 0; row < rows; row++) {
      int task = row % count;
      String template = template(task + "-" + random.nextInt(wordings));
      String input = input("task" + task, VOCABULARY, random);
      texts.add(random.nextBoolean() ? template + " " + input : input + " " + template);
      tasks.add(task);
    }
    var order = new ArrayList<Integer>();
    for (int row = 0; row < rows; row++) {
      order.add(row);
    }
    Collections.shuffle(order, random);
    var shuffled = order.stream().map(texts::get).toList();
    var theirs = order.stream().map(tasks::get).toList();
    texts.clear();
    texts.addAll(shuffled);
    tasks.clear();
    tasks.addAll(theirs);
  }

  /** One wording each, with as many words of their vocabularies in common. */
  private void dealAlike(int common) {
    var random = new Random(7);
    for (int row = 0; row < 200; row++) {
      String own = "task" + row % 2;
      var words = new ArrayList<String>();
      for (int i = 0; i < WORDS_OF_AN_INPUT; i++) {
        int word = random.nextInt(VOCABULARY);
        words.add((word < common ? "both" : own) + "word" + word);
      }
      texts.add(template(own) + " " + String.join(" ", words));
      tasks.add(row % 2);
    }
  }

  private static String template(String name) {
    var words = new ArrayList<String>();
    for (int i = 0; i < WORDS_OF_A_TEMPLATE; i++) {
      words.add("template" + name + i);
    }
    return String.join(" ", words);
  }

  private static String input(String vocabulary, int size, Random random) {
    var words = new ArrayList<String>();
    for (int i = 0; i < WORDS_OF_AN_INPUT; i++) {
      words.add(vocabulary + "word" + random.nextInt(size));
    }
    return String.join(" ", words);
  }

  private static float[][] embed(List<String> texts) {
    return texts.stream().map(LocalClusteringTest::embedding).toArray(float[][]::new);
  }

  /** Words of one vocabulary share a direction, each beside one of its own. */
  private static float[] embedding(String text) {
    double[] sum = new double[WIDTH];
    for (String word : text.split(" ", -1)) {
      add(sum, word, 1);
      if (word.contains("word")) {
        add(sum, word.substring(0, word.indexOf("word")), 0.35);
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    float[] unit = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      unit[i] = (float) (sum[i] / Math.sqrt(squares));
    }
    return unit;
  }

  private static void add(double[] sum, String name, double factor) {
    var random = new SplittableRandom(name.hashCode());
    for (int i = 0; i < WIDTH; i++) {
      sum[i] += factor * random.nextGaussian();
    }
  }
}
