package io.tributary.schemas.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An independent runtime on the same file gives the same embeddings. */
class OnnxRuntimeParityTest {
  private static final List<String> TEXTS =
      List.of(
          "hi",
          "The parcel arrived two days late, and the box was open.",
          "Is this sentence about sport, science or politics? The striker missed twice from six"
              + " yards before the whistle.",
          "Größe, naïve café, 東京, emoji \uD83D\uDE80 and a number: 3.14159",
          "word ".repeat(200),
          "");

  @Test
  void embeddingsEqualThoseOfOnnxRuntime() throws Exception {
    try (BaseModel model = BaseModel.load(BaseModelSource.bundled());
        var embedder = new TextEmbedder(model, TextEmbedder.Settings.DEFAULT);
        OrtSession session = session()) {
      float[][] ours = embedder.embed(TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        float[] theirs = embed(session, model.tokenizer().ids(TEXTS.get(i), 64));
        assertThat(ours[i]).usingComparatorWithPrecision(1e-4f).containsExactly(theirs);
      }
    }
  }

  private static OrtSession session() throws OrtException, IOException {
    try (InputStream in = BaseModelSource.bundled().weights().opener().open()) {
      var options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(1);
      return OrtEnvironment.getEnvironment().createSession(in.readAllBytes(), options);
    }
  }

  private static float[] embed(OrtSession session, long[] ids) throws OrtException {
    long[] ones = new long[ids.length];
    java.util.Arrays.fill(ones, 1);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor input = OnnxTensor.createTensor(environment, new long[][] {ids});
        OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {ones});
        OnnxTensor types =
            OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
      float[][] hidden = ((float[][][]) result.get(0).getValue())[0];
      return normalisedMean(hidden);
    }
  }

  private static float[] normalisedMean(float[][] hidden) {
    double[] mean = new double[hidden[0].length];
    for (float[] token : hidden) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += token[i] / hidden.length;
      }
    }
    double square = 0;
    for (double value : mean) {
      square += value * value;
    }
    float[] unit = new float[mean.length];
    for (int i = 0; i < mean.length; i++) {
      unit[i] = (float) (mean[i] / Math.sqrt(square));
    }
    return unit;
  }
}
