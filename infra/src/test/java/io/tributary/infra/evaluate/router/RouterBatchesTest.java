package io.tributary.infra.evaluate.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.router.http.RequestLimits;
import io.tributary.worker.data.row.RowParser;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Rows that are trained are rows that a router takes. */
class RouterBatchesTest {
  private static final RequestLimits LIMITS = RequestLimits.DEFAULT;

  @Test
  void rowsAreBoundedAsRequestsAre() {
    assertThat(RowParser.MAX_CHARACTERS).isEqualTo(LIMITS.textCharacters());
    assertThat(RowParser.MAX_OPTIONS).isEqualTo(LIMITS.options());
  }

  @Property(tries = 50)
  void noBatchIsBeyondARoutersBounds(@ForAll long seed) {
    var random = new Random(seed);
    List<LabelledQuestion> questions =
        IntStream.range(0, random.nextInt(300)).mapToObj(i -> question(i, random)).toList();

    List<List<LabelledQuestion>> batches = RouterClient.batches(questions);

    assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(questions);
    for (List<LabelledQuestion> batch : batches) {
      Set<String> options = new HashSet<>();
      batch.forEach(question -> options.addAll(question.options()));
      int characters =
          batch.stream().mapToInt(question -> question.text().length()).sum()
              + batch.stream().flatMap(q -> q.options().stream()).mapToInt(String::length).sum();
      assertThat(batch).hasSizeBetween(1, LIMITS.inputs());
      assertThat(options).hasSizeLessThanOrEqualTo(LIMITS.distinctOptions());
      // A character takes six bytes at most.
      assertThat(6L * characters).isLessThan(LIMITS.bodyBytes());
    }
  }

  private static LabelledQuestion question(int number, Random random) {
    int options = 2 + random.nextInt(random.nextInt(4) == 0 ? RowParser.MAX_OPTIONS - 1 : 5);
    int most = RowParser.MAX_OPTION_CHARACTERS / options - 10;
    int length = 1 + random.nextInt(Math.min(most, RowParser.MAX_CHARACTERS));
    return new LabelledQuestion(
        Integer.toString(number),
        "",
        "t".repeat(1 + random.nextInt(RowParser.MAX_CHARACTERS)),
        IntStream.range(0, options).mapToObj(i -> "o".repeat(length) + number + "-" + i).toList(),
        "o");
  }
}
