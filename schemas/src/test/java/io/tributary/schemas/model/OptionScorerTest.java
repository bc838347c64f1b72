package io.tributary.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.schemas.adapter.LoraAdapter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OptionScorerTest {
  private static BaseModel model;
  private static TextEmbedder embedder;
  private static OptionScorer scorer;

  @BeforeAll
  static void load() {
    model = BaseModel.load(TinyModel.source());
    embedder = new TextEmbedder(model, new TextEmbedder.Settings(16, 4, 2));
    // Keeps fewer options than one question has: what does not stay is computed again.
    scorer = new OptionScorer(embedder, new OptionEmbeddings(embedder, 2));
  }

  @AfterAll
  static void close() {
    embedder.close();
    model.close();
  }

  @Test
  void choosesTheOptionThatIsTheText() {
    var choice = scorer.choose("green blue", List.of("red", "one two", "green blue", "so"), null);

    assertThat(choice.index()).isEqualTo(2);
    assertThat(choice.scores()).hasSize(4);
    assertThat(choice.scores()[2]).isCloseTo(1 / OptionScorer.TEMPERATURE, within(1e-3f));
  }

  @Test
  void rowsHaveOptionsAndAdaptersOfTheirOwn() {
    var adapter = LoraAdapter.initial(model.layout(2, 4, model.targets()), 1);

    var choices =
        scorer.choose(
            List.of("red", "so"),
            List.of(List.of("red"), List.of("no", "so")),
            new LoraAdapter[] {null, adapter});

    assertThat(choices).extracting(OptionScorer.Choice::index).containsExactly(0, 1);
  }

  /** A training's bits would else depend on what other clients had asked before. */
  @Test
  void anOptionsEmbeddingDoesNotDependOnItsCompany() {
    var together = new OptionEmbeddings(embedder, 9).of(List.of("red green blue", "so", "red"));
    var alone = new OptionEmbeddings(embedder, 9).of(List.of("so"));

    assertThat(together.get("so")).containsExactly(alone.get("so"));
  }

  @Test
  void refusesATextWithoutOptions() {
    assertThatThrownBy(() -> scorer.choose("red", List.of(), null))
        .hasMessageContaining("at least one option");
  }
}
