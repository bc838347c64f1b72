package io.tributary.infra;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The sources of all modules, main and test, as the compiler's own parser reads them. */
final class SourceTrees {
  private static final Path ROOT = Path.of("..");

  private SourceTrees() {}

  /** Every Java file of the repository, relative to its root, in the order of their names. */
  static List<Path> files() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(ROOT::relativize)
          .filter(file -> !file.toString().contains("target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file that {@link #files} named. */
  static String text(Path file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file's tree, and where in the file its parts stand. */
  record Parsed(Path file, CompilationUnitTree unit, SourcePositions positions) {
    /** The methods that take more lines than these, from their annotations to their last brace. */
    List<String> methodsLongerThan(int lines) {
      var longer = new ArrayList<String>();
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
          if (line(positions.getEndPosition(unit, method))
                  - line(positions.getStartPosition(unit, method))
              >= lines) {
            longer.add(file + ": " + method.getName());
          }
          return super.visitMethod(method, null);
        }
      }.scan(unit, null);
      return longer;
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }
  }

  /** Parses the files; nothing is resolved, so that no class path is needed. */
  static List<Parsed> parsed(List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var parsed = new ArrayList<Parsed>();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files.stream().map(ROOT::resolve).toList()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        Path file = Path.of(unit.getSourceFile().toUri());
        parsed.add(
            new Parsed(
                ROOT.toAbsolutePath().normalize().relativize(file.normalize()), unit, positions));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parsed;
  }
}
