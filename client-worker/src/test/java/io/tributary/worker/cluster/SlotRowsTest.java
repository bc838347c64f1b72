package io.tributary.worker.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.settings.Failure;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SlotRowsTest {
  private static final float[][] CENTROIDS = {{0, 0}, {10, 0}};

  @Test
  void newRowsJoinTheNearestCentroidWhichStaysWhereItWas() {
    var members = new SlotRows<String>(CENTROIDS, 100);

    members.add(List.of("a", "b", "c"), new float[][] {{1, 0}, {9, 0}, {4, 0}});
    members.add(List.of("d"), new float[][] {{4.9f, 0}});

    assertThat(members.rows(0)).containsExactly("a", "c", "d");
    assertThat(members.rows(1)).containsExactly("b");
    assertThat(members.mean(0)[0]).isEqualTo(3.3f, within(1e-6f));
    assertThat(members.spread(1)).isZero();
  }

  @Test
  void aSlotIsNewsWhenItIsNewOrHasGrownByMoreThanAFifth() {
    var members = new SlotRows<Integer>(CENTROIDS, 100);
    assertThat(members.isNews(0)).isFalse();
    add(members, 10);
    assertThat(members.isNews(0)).isTrue();
    members.announced(0);
    add(members, 2);
    assertThat(members.isNews(0)).isFalse();
    add(members, 1);
    assertThat(members.isNews(0)).isTrue();
  }

  @Test
  void claimsWhatItAnnouncedUntilItAnnouncesMore() {
    var members = new SlotRows<Integer>(CENTROIDS, 100);
    add(members, 10);
    assertThat(members.claimed(0)).isZero();
    members.announced(0);
    add(members, 2);
    assertThat(members.samples(0)).isEqualTo(12);
    assertThat(members.claimed(0)).isEqualTo(10);
    members.announced(0);
    assertThat(members.claimed(0)).isEqualTo(12);
  }

  @Test
  void onlyTheNewestRowsAreKept() {
    var members = new SlotRows<Integer>(CENTROIDS, 3);

    for (int row = 0; row < 5; row++) {
      members.add(List.of(row), new float[][] {{row, 0}});
    }

    assertThat(members.rows(0)).containsExactly(2, 3, 4);
    assertThat(members.mean(0)[0]).isEqualTo(3);
  }

  @Test
  void refusesMoreSlotsThanRows() {
    assertThatThrownBy(
            () ->
                new LocalClustering(OptionalInt.of(3), 8, 1)
                    .slots("ada", texts(CENTROIDS), texts -> CENTROIDS))
        .isInstanceOf(Failure.class)
        .hasMessage("--slots must be <= 2, the rows of ada, was 3");
  }

  @Test
  void aGivenNumberOfSlotsNeedsNoContents() {
    LocalClustering.Slots found =
        new LocalClustering(OptionalInt.of(2), 8, 1)
            .slots(
                "ada",
                texts(new float[][] {{0, 1}, {9, 1}, {0, 2}}),
                texts -> {
                  throw new AssertionError("nothing to choose");
                });

    assertThat(found.centroids()).isDeepEqualTo(new float[][] {{0, 1.5f}, {9, 1}});
  }

  private static LocalClustering.Texts texts(float[][] embeddings) {
    List<String> texts = Collections.nCopies(embeddings.length, "a text");
    return new LocalClustering.Texts(texts, texts, embeddings);
  }

  private static void add(SlotRows<Integer> members, int rows) {
    for (int row = 0; row < rows; row++) {
      members.add(List.of(row), new float[][] {{1, 0}});
    }
  }
}
