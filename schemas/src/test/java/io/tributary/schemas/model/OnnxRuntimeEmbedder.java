package io.tributary.schemas.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

/** The bundled model's file in another runtime; mean and length are computed in double here. */
final class OnnxRuntimeEmbedder implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OnnxRuntimeEmbedder() throws OrtException, IOException {
    try (InputStream in = BaseModelSource.bundled().weights().opener().open();
        var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(in.readAllBytes(), options);
    }
  }

  float[] embed(long[] ids) throws OrtException {
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (OnnxTensor input = OnnxTensor.createTensor(environment, new long[][] {ids});
        OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {ones});
        OnnxTensor types =
            OnnxTensor.createTensor(environment, new long[][] {new long[ids.length]});
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
      return normalisedMean(((float[][][]) result.get(0).getValue())[0]);
    }
  }

  private static float[] normalisedMean(float[][] hidden) {
    double[] mean = new double[hidden[0].length];
    for (float[] token : hidden) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += token[i] / (double) hidden.length;
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

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
