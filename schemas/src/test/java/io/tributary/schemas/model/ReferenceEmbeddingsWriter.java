package io.tributary.schemas.model;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints the reference file anew, for when the bundled model changes. */
final class ReferenceEmbeddingsWriter {
  private static final List<String> TEXTS =
      List.of(
          "",
          "hi",
          "No.",
          "The parcel arrived two days late, and the box was open.",
          "Is this about sport, science or politics? The striker missed twice before the whistle.",
          "Größe, naïve café, 東京, emoji \uD83D\uDE80 and a number: 3.14159",
          "ALL CAPITALS, then lower case; punctuation!? (and brackets) #hash @at /slash",
          "Decide whether the second sentence follows from the first. A man is asleep on a bench"
              + " in the park. Someone is outdoors.",
          "electroencephalographically uncharacteristic antidisestablishmentarianism",
          "one two three four five six seven eight nine ten ".repeat(5).strip(),
          "a text that is far longer than the limit and will be cut ".repeat(12).strip());

  private ReferenceEmbeddingsWriter() {}

  public static void main(String[] args) throws Exception {
    var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (BaseModel model = BaseModel.load(BaseModelSource.bundled());
        var runtime = new OnnxRuntimeEmbedder()) {
      for (String text : TEXTS) {
        float[] embedding = runtime.embed(model.tokenizer().ids(text, 64));
        out.println(new ReferenceEmbeddings.Entry(text, embedding).line());
      }
    }
    out.flush();
  }
}
