package io.tributary.aggregation.merge.module;

import static io.tributary.aggregation.merge.strategy.WindowFixture.LAYOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.aggregation.merge.module.AdapterMerge.Trained;
import io.tributary.aggregation.merge.strategy.LoraFactors;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.ModuleStrategy.Contribution;
import io.tributary.aggregation.merge.strategy.WindowFixture;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdapterMergeTest {
  private final Random random = new Random(21);

  @Test
  void readsAndWritesEveryModuleAtItsPlace() {
    float[] values = WindowFixture.values(LAYOUT.parameters(), random);
    float[] copy = new float[values.length];
    for (int module = 0; module < LAYOUT.targetModules().size(); module++) {
      LoraFactors.of(LAYOUT, module, values).writeInto(LAYOUT, module, copy);
    }
    assertThat(copy).containsExactly(values);
  }

  /** A client of rank 2 in a layout of rank 3: the first two rows of A, columns of B. */
  @Test
  void readsOnlyTheRanksThatAClientTrained() {
    float[] origin = WindowFixture.values(LAYOUT.parameters(), random);
    float[] update = WindowFixture.values(LAYOUT.parameters(), random);
    LoraFactors trained = LoraFactors.trained(LAYOUT, 1, origin, update, 0.5, 2);
    int a = LAYOUT.offsetOfA(1);
    int b = LAYOUT.offsetOfB(1);
    assertThat(trained.a()).hasSize(2 * 2);
    assertThat(trained.a()[3]).isEqualTo(origin[a + 3] + 0.5 * update[a + 3]);
    assertThat(trained.b()).hasSize(3 * 2);
    assertThat(trained.b()[4]).isEqualTo(origin[b + 6] + 0.5 * update[b + 6]);
    assertThat(trained.b()[5]).isEqualTo(origin[b + 7] + 0.5 * update[b + 7]);
    assertThatThrownBy(() -> LoraFactors.trained(LAYOUT, 1, origin, update, 1, 4))
        .hasMessage("rank must be in 1..3 (the layout's), was 4");
  }

  /** Each target module's product is the weighted mean of what the clients trained there. */
  @Test
  void mergesModuleByModule() {
    List<Trained> clients = List.of(client("a/0#1", 300, 0.5, 1), client("b/0#1", 100, 1, 2));
    float[] current = WindowFixture.values(LAYOUT.parameters(), random);
    float[] next = new AdapterMerge(LAYOUT, new FlexLora(128)).merge(clients, current);
    for (int module = 0; module < LAYOUT.targetModules().size(); module++) {
      var contributions = new ArrayList<Contribution>();
      for (Trained client : clients) {
        MergeContribution part = client.part();
        contributions.add(
            new Contribution(
                part,
                LoraFactors.first(LAYOUT, module, client.origin(), part.rank()),
                LoraFactors.trained(
                    LAYOUT, module, client.origin(), client.update(), part.clip(), part.rank())));
      }
      Products.assertClose(
          Products.of(LoraFactors.of(LAYOUT, module, next)), Products.mean(contributions), 1e-4);
    }
  }

  private Trained client(String update, long weight, double clip, int rank) {
    return new Trained(
        new MergeContribution(UpdateId.parse(update), 2 * weight, weight, clip, rank, 1, 0),
        WindowFixture.values(LAYOUT.parameters(), random),
        WindowFixture.values(LAYOUT.parameters(), random));
  }

  @Test
  void normOfTheProductIsThatOfItsEntries() {
    float[] origin = WindowFixture.values(LAYOUT.parameters(), random);
    float[] update = WindowFixture.values(LAYOUT.parameters(), random);
    double squares = 0;
    for (int module = 0; module < LAYOUT.targetModules().size(); module++) {
      for (double[] row :
          Products.of(LoraFactors.trained(LAYOUT, module, origin, update, 0.3, 2))) {
        for (double entry : row) {
          squares += entry * entry;
        }
      }
    }
    assertThat(AdapterMerge.productNorm(LAYOUT, origin, update, 0.3, 2))
        .isCloseTo(Math.sqrt(squares), within(1e-9));
  }
}
