package io.tributary.schemas.model;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** A BERT of two layers and width 8 with random weights, as the ONNX bytes PyTorch would export. */
public final class TinyModel {
  public static final int WIDTH = 8;
  static final int HEAD = 4;
  static final int INNER = 16;
  static final int LAYERS = 2;
  private static final int POSITIONS = 16;
  private static final String[] WORDS = {
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "red", "green", "blue", "one", "two", "three", "so", "no"
  };

  private final SplittableRandom random = new SplittableRandom(5);
  private final ProtoWriter graph = new ProtoWriter();

  private TinyModel() {}

  public static BaseModelSource source() {
    byte[] onnx = onnx();
    byte[] tokenizer = tokenizer().getBytes(StandardCharsets.UTF_8);
    return new BaseModelSource(
        "tiny",
        new BaseModelSource.Artifact("tiny.onnx", () -> new ByteArrayInputStream(onnx), ""),
        new BaseModelSource.Artifact(
            "tokenizer.json", () -> new ByteArrayInputStream(tokenizer), ""));
  }

  static byte[] onnx() {
    return new TinyModel().write();
  }

  static String tokenizer() {
    var vocabulary = new StringBuilder();
    for (int i = 0; i < WORDS.length; i++) {
      vocabulary.append(i == 0 ? "" : ",").append('"').append(WORDS[i]).append("\":").append(i);
    }
    return """
    {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
     "normalizer": null, "pre_tokenizer": {"type": "Whitespace"}, "decoder": null,
     "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
     "model": {"type": "WordLevel", "unk_token": "[UNK]", "vocab": {%s}}}
    """
        .formatted(vocabulary);
  }

  private byte[] write() {
    weight("embeddings.word_embeddings.weight", WORDS.length, WIDTH);
    weight("embeddings.position_embeddings.weight", POSITIONS, WIDTH);
    weight("embeddings.token_type_embeddings.weight", 2, WIDTH);
    norm("embeddings.LayerNorm");
    for (int i = 0; i < LAYERS; i++) {
      String at = "encoder.layer." + i;
      linear(at + ".attention.self.query", WIDTH, WIDTH);
      linear(at + ".attention.self.key", WIDTH, WIDTH);
      linear(at + ".attention.self.value", WIDTH, WIDTH);
      headWidth(at + ".attention.self");
      linear(at + ".attention.output.dense", WIDTH, WIDTH);
      norm(at + ".attention.output.LayerNorm");
      linear(at + ".intermediate.dense", WIDTH, INNER);
      linear(at + ".output.dense", INNER, WIDTH);
      norm(at + ".output.LayerNorm");
    }
    return new ProtoWriter().number(1, 7).text(2, "test").message(7, graph).bytes();
  }

  private void linear(String path, int inputs, int outputs) {
    String matrix = "onnx::MatMul_" + path.hashCode();
    weight(matrix, inputs, outputs);
    weight(path + ".bias", outputs);
    graph.message(
        1,
        new ProtoWriter()
            .text(1, "x")
            .text(1, matrix)
            .text(2, "y")
            .text(3, "/" + path.replace('.', '/').replace("layer/", "layer.") + "/MatMul")
            .text(4, "MatMul"));
  }

  private void headWidth(String path) {
    String constant = path + ".divisor";
    var value = new ProtoWriter().number(2, 1).floats(9, (float) Math.sqrt(HEAD));
    graph.message(
        1,
        new ProtoWriter()
            .text(2, constant)
            .text(4, "Constant")
            .message(5, new ProtoWriter().text(1, "value").message(5, value)));
    graph.message(
        1,
        new ProtoWriter()
            .text(1, "scores")
            .text(1, constant)
            .text(3, "/" + path.replace('.', '/').replace("layer/", "layer.") + "/Div")
            .text(4, "Div"));
  }

  private void norm(String path) {
    weight(path + ".weight", WIDTH);
    weight(path + ".bias", WIDTH);
  }

  private void weight(String name, int... shape) {
    int size = 1;
    var tensor = new ProtoWriter();
    for (int extent : shape) {
      size *= extent;
      tensor.number(1, extent);
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1);
    }
    graph.message(5, tensor.number(2, 1).text(8, name).floats(9, values));
  }
}
