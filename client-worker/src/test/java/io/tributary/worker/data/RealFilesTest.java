package io.tributary.worker.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as people have them. */
class RealFilesTest {
  private static final String MARK = "\uFEFF";

  @TempDir Path folder;

  @Test
  void aByteOrderMarkIsNoPartOfAnyLine() throws IOException {
    write("a/train.jsonl", MARK + rows(6) + MARK + rows(2));
    write("a/test.jsonl", MARK + "\n" + MARK + rows(2));

    ClientDataset client = load().clients().get(0);
    assertThat(client.train()).hasSize(8);
    assertThat(client.test()).hasSize(2);
  }

  @Test
  void packedFilesAreRead() throws IOException {
    pack("a/train.jsonl.gz", rows(6));
    pack("a/test.jsonl.gz", rows(2));
    write("b/train.jsonl", rows(6));
    write("b/test.jsonl", rows(2));

    Corpus corpus = load();
    assertThat(corpus.clients())
        .extracting(rows -> rows.client().value())
        .containsExactly("a", "b");
    assertThat(corpus.clients().get(0).train()).isEqualTo(corpus.clients().get(1).train());
    assertThat(corpus.clients().get(0).growing()).isEmpty();
    assertThat(corpus.clients().get(1).growing()).isPresent();
    assertThat(corpus.leftOut()).isEmpty();
  }

  @Test
  void whatIsNoGzipIsSaid() throws IOException {
    write("a.jsonl.gz", rows(6));

    assertThatThrownBy(this::load)
        .hasMessageContaining("a.jsonl.gz cannot be read")
        .hasMessageContaining("GZIP");
  }

  @Test
  void hiddenFilesAndWhatEditorsLeaveAreNeitherRowsNorNamed() throws IOException {
    write("a.jsonl", rows(20));
    for (String beside :
        List.of(
            ".b.jsonl",
            "._a.jsonl",
            "a.jsonl~",
            "#a.jsonl#",
            "~$a.jsonl",
            ".ipynb_checkpoints/train.jsonl",
            "__MACOSX/train.jsonl",
            "Thumbs.db")) {
      write(beside, rows(6));
    }

    Corpus corpus = load();
    assertThat(corpus.clients()).extracting(rows -> rows.client().value()).containsExactly("a");
    assertThat(corpus.notes()).isEmpty();
  }

  @Test
  void whatIsLeftOutIsNamed() throws IOException {
    write("a/train.jsonl", rows(20));
    write("a/Test.jsonl", rows(2));
    write("b.jsonl", rows(6));
    write("C.JSONL", rows(6));

    assertThat(load().notes())
        .containsExactly("files are not used (left out: C.JSONL, a/Test.jsonl, b.jsonl)");
  }

  @Test
  void rowsWithoutOptionsAreCounted() throws IOException {
    write(
        "a.jsonl",
        rows(20) + "{\"instruction\":\"Write a poem.\",\"input\":\"\",\"output\":\"O!\"}\n");

    assertThat(load().notes()).containsExactly("1 rows without options are not trained");
  }

  private Corpus load() {
    return Corpus.load(
        new CorpusSettings(
            Optional.of(folder),
            FolderLayout.CLIENTS,
            List.of(),
            DataScenario.SINGLE,
            0,
            600,
            300,
            1));
  }

  private static String rows(int count) {
    var text = new StringBuilder();
    IntStream.range(0, count)
        .forEach(
            i ->
                text.append("{\"input\":\"The kettle boils in ")
                    .append(i)
                    .append(" minutes.\",\"output\":\"good\",\"options\":[\"good\",\"bad\"]}\n"));
    return text.toString();
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private void pack(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
