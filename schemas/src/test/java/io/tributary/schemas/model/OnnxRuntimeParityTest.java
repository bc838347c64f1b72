package io.tributary.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.model.ReferenceEmbeddings.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An independent runtime gives the same embeddings from the same file. */
class OnnxRuntimeParityTest {
  private static final float BOUND = (float) ReferenceEmbeddings.BOUND;

  @Test
  void embeddingsEqualThoseOfOnnxRuntime() throws Exception {
    List<Entry> references = ReferenceEmbeddings.bundled();
    assertThat(references).hasSizeGreaterThan(8);
    try (BaseModel model = BaseModel.load(BaseModelSource.bundled());
        var embedder = new TextEmbedder(model, TextEmbedder.Settings.DEFAULT);
        var runtime = new OnnxRuntimeEmbedder()) {
      float[][] ours = embedder.embed(references.stream().map(Entry::text).toList());
      for (int i = 0; i < ours.length; i++) {
        Entry reference = references.get(i);
        float[] theirs = runtime.embed(model.tokenizer().ids(reference.text(), 64));

        assertThat(ours[i]).usingComparatorWithPrecision(BOUND).containsExactly(theirs);
        assertThat(reference.embedding())
            .usingComparatorWithPrecision(BOUND / 10)
            .containsExactly(theirs);
      }
    }
  }
}
