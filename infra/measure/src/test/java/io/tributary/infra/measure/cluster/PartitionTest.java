package io.tributary.infra.measure.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTest {
  private static final Offset<Double> EXACT = within(1e-12);

  /** Manning, Raghavan and Schuetze 2008, figure 16.4: purity 0.71, NMI 0.36, Rand index 0.68. */
  private static final ContingencyTable TEXTBOOK =
      ContingencyTable.ofCounts(
          List.of(
              Map.of("x", 5L, "o", 1L),
              Map.of("x", 1L, "o", 4L, "d", 1L),
              Map.of("x", 2L, "d", 3L)));

  @Test
  void exampleOfTheTextbook() {
    assertThat(TEXTBOOK.rows()).isEqualTo(17);
    assertThat(TEXTBOOK.clusterSizes()).containsExactly(6, 6, 5);
    assertThat(TEXTBOOK.purity()).isEqualTo(12 / 17.0, EXACT);
    assertThat(NormalizedMutualInformation.of(TEXTBOOK)).isEqualTo(0.36, within(0.005));
  }

  /** Yeung and Ruzzo 2001, "Details of the adjusted Rand index", table 2: 0.313. */
  @Test
  void exampleOfTheAdjustedRandIndex() {
    ContingencyTable table =
        ContingencyTable.ofCounts(
            List.of(
                Map.of("v1", 1L, "v2", 1L, "v3", 0L),
                Map.of("v1", 1L, "v2", 2L, "v3", 1L),
                Map.of("v1", 0L, "v2", 0L, "v3", 4L)));

    assertThat(AdjustedRandIndex.of(table)).isEqualTo(0.313, within(0.0005));
  }

  /** The examples in the documentation of scikit-learn's adjusted_rand_score. */
  @ParameterizedTest
  @CsvSource({
    "0 0 1 1, 0 0 1 1, 1",
    "0 0 1 1, 1 1 0 0, 1",
    "0 0 1 2, 0 0 1 1, 0.571428571428571",
    "0 0 1 1, 0 0 1 2, 0.571428571428571",
    "0 0 0 0, 0 1 2 3, 0",
    "0 0 1 1, 0 1 0 1, -0.5",
    "0 0 0 1 1 1, 0 0 1 1 2 2, 0.242424242424242"
  })
  void adjustedRandIndexOfScikitLearn(String truth, String found, double expected) {
    assertThat(AdjustedRandIndex.of(table(truth, found))).isEqualTo(expected, EXACT);
  }

  /** The examples in the documentation of its v_measure_score, which is the same measure. */
  @ParameterizedTest
  @CsvSource({
    "0 0 1 1, 0 0 1 1, 1",
    "0 0 1 1, 1 1 0 0, 1",
    "0 0 1 2, 0 0 1 1, 0.8",
    "0 1 2 3, 0 0 1 1, 0.666666666666667",
    "0 0 1 1, 0 0 1 2, 0.8",
    "0 0 1 1, 0 1 2 3, 0.666666666666667",
    "0 0 0 0, 0 1 2 3, 0",
    "0 0 1 1, 0 0 0 0, 0",
    "0 0 0 1 1 1, 0 0 1 1 2 2, 0.515803742979355"
  })
  void normalizedMutualInformationOfScikitLearn(String truth, String found, double expected) {
    assertThat(NormalizedMutualInformation.of(table(truth, found))).isEqualTo(expected, EXACT);
  }

  @ParameterizedTest
  @CsvSource({"7, 3", "0 0 0, 1 1 1", "0 1 2, 5 4 3"})
  void equalPartitionsWithoutChoiceScoreOne(String one, String other) {
    assertThat(AdjustedRandIndex.of(table(one, other))).isEqualTo(1);
    assertThat(NormalizedMutualInformation.of(table(one, other))).isEqualTo(1, EXACT);
    assertThat(table(one, other).purity()).isEqualTo(1);
  }

  @Test
  void clustersAndClassesWithoutRowsDoNotCount() {
    ContingencyTable table =
        ContingencyTable.ofCounts(List.of(Map.of("a", 2L, "b", 0L), Map.of("b", 0L), Map.of()));

    assertThat(table.counts()).isDeepEqualTo(new long[][] {{2}});
  }

  @Test
  void nothingToCountIsRefused() {
    assertThatThrownBy(() -> ContingencyTable.of(List.of(), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of clustered rows must be at least 1, was 0: cluster some rows first");
    assertThatThrownBy(() -> ContingencyTable.of(List.of(1), List.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there were 1 and 2");
    assertThatThrownBy(() -> ContingencyTable.ofCounts(List.of(Map.of("a", -1L))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of rows of class a must be at least 0, was -1: pass counts");
  }

  private static ContingencyTable table(String clusters, String classes) {
    return ContingencyTable.of(
        Arrays.asList(clusters.split(" ")), Arrays.asList(classes.split(" ")));
  }
}
