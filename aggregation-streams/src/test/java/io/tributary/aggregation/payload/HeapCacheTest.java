package io.tributary.aggregation.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeapCacheTest {
  private final HeapBudget budget = new HeapBudget(10);
  private final HeapCache<byte[]> cache = new HeapCache<>(budget, value -> value.length);

  @Test
  void dropsTheValueUnusedForLongest() {
    cache.put("a", new byte[4]);
    cache.put("b", new byte[4]);
    assertThat(cache.get("a")).isPresent();

    cache.put("c", new byte[4]);

    assertThat(cache.get("a")).isPresent();
    assertThat(cache.get("b")).isEmpty();
    assertThat(cache.get("c")).isPresent();
    assertThat(budget.takenBytes()).isEqualTo(8);
  }

  @Test
  void keepsNothingThatTheWholeBudgetCannotHold() {
    cache.put("a", new byte[4]);

    cache.put("b", new byte[11]);

    assertThat(cache.get("b")).isEmpty();
    assertThat(budget.takenBytes()).isZero();
  }

  @Test
  void leavesTheValuesOfOtherCachesAlone() {
    var other = new HeapCache<byte[]>(budget, value -> value.length);
    other.put("x", new byte[8]);

    cache.put("a", new byte[4]);

    assertThat(other.get("x")).isPresent();
    assertThat(cache.get("a")).isEmpty();
  }

  @Test
  void givesBackWhatItTook() {
    cache.put("a", new byte[3]);
    cache.put("a", new byte[5]);
    assertThat(budget.takenBytes()).isEqualTo(5);
    cache.remove("a");
    cache.remove("a");
    assertThat(budget.takenBytes()).isZero();
    cache.put("b", new byte[5]);
    cache.clear();
    assertThat(budget.takenBytes()).isZero();
  }

  @Test
  void refusesANegativeBudget() {
    assertThatThrownBy(() -> new HeapBudget(-1))
        .hasMessage("payload heap must be >= 0 bytes, was -1");
  }
}
