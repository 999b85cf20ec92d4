package io.meshtrial.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whoever reads a public method learns where its formula comes from, what each number means, and when there is no answer. Read
 * from the sources: every public class that computes names a paper or book with its year; every number that a method or a record
 * takes has its {@code @param}; every {@link Answer} says when it is undefined.
 */
class DocumentationTest {

    /** No formula of their own. */
    private static final Set<String> WITHOUT_SOURCE = Set.of("Answer", "Reason", "RankedSample", "Forecast");

    private static final Pattern SOURCE = Pattern.compile("arXiv\\s[*\\s]*\\d{4}\\.\\d{5}|\\b(18|19|20)\\d{2}\\b");
    private static final Pattern NUMBER = Pattern.compile("(double|long|int)(\\[]|\\.\\.\\.)?");

    @Test
    void everyPublicClassNamesItsSource() throws IOException {
        assertThat(faults((type, trees) -> new Sources(trees))).isEmpty();
    }

    @Test
    void everyNumberThatGoesInIsDescribed() throws IOException {
        assertThat(faults((type, trees) -> new Numbers(trees))).isEmpty();
    }

    @Test
    void everyAnswerSaysWhenItIsUndefined() throws IOException {
        assertThat(faults((type, trees) -> new Undefined(trees))).isEmpty();
    }

    private interface Rule {
        Finder finder(CompilationUnitTree unit, DocTrees trees);
    }

    private static List<String> faults(Rule rule) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
                Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> java =
                    sources.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            DocTrees trees = DocTrees.instance(task);
            List<String> faults = new ArrayList<>();
            int units = 0;
            for (CompilationUnitTree unit : task.parse()) {
                Finder finder = rule.finder(unit, trees);
                finder.scan(unit, null);
                faults.addAll(finder.faults);
                units++;
            }
            assertThat(units).isGreaterThan(50);
            return faults;
        }
    }

    /** Visits what is public in public classes. */
    private abstract static class Finder extends TreePathScanner<@Nullable Void, @Nullable Void> {
        final List<String> faults = new ArrayList<>();
        final DocTrees trees;

        private Finder(DocTrees trees) {
            this.trees = trees;
        }

        final String doc() {
            String doc = trees.getDocComment(getCurrentPath());
            return doc == null ? "" : doc;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            boolean open = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
            if (open) {
                visitType(type);
            }
            return open ? super.visitClass(type, none) : null;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            boolean open = method.getModifiers().getFlags().contains(Modifier.PUBLIC);
            boolean inherited = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
            if (open && !inherited && method.getReturnType() != null) {
                visitOpen(method);
            }
            return null;
        }

        void visitType(ClassTree type) {}

        void visitOpen(MethodTree method) {}

        final String name(Tree where) {
            String file = getCurrentPath().getCompilationUnit().getSourceFile().getName();
            String member = where instanceof MethodTree method ? "." + method.getName() : "";
            return Path.of(file).getFileName() + member;
        }
    }

    private static final class Sources extends Finder {
        private Sources(DocTrees trees) {
            super(trees);
        }

        @Override
        void visitType(ClassTree type) {
            boolean top = getCurrentPath().getParentPath().getLeaf() instanceof CompilationUnitTree;
            if (top && !WITHOUT_SOURCE.contains(type.getSimpleName().toString())) {
                StringBuilder docs = new StringBuilder(doc());
                type.getMembers().stream()
                        .filter(member -> member instanceof MethodTree)
                        .map(member -> trees.getDocComment(new com.sun.source.util.TreePath(getCurrentPath(), member)))
                        .forEach(doc -> docs.append(doc == null ? "" : doc));
                if (!SOURCE.matcher(docs).find()) {
                    faults.add(name(type) + " names no source");
                }
            }
        }
    }

    private static final class Numbers extends Finder {
        private Numbers(DocTrees trees) {
            super(trees);
        }

        @Override
        void visitType(ClassTree type) {
            if (type.getKind() == Tree.Kind.RECORD) {
                type.getMembers().stream()
                        .filter(member -> member instanceof VariableTree)
                        .map(VariableTree.class::cast)
                        .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                        .forEach(field -> require(type, field));
            }
        }

        @Override
        void visitOpen(MethodTree method) {
            method.getParameters().forEach(parameter -> require(method, parameter));
        }

        private void require(Tree where, VariableTree number) {
            boolean isNumber = NUMBER.matcher(String.valueOf(number.getType())).matches();
            if (isNumber && !doc().contains("@param " + number.getName() + " ")) {
                faults.add(name(where) + " does not describe " + number.getName());
            }
        }
    }

    private static final class Undefined extends Finder {
        private Undefined(DocTrees trees) {
            super(trees);
        }

        @Override
        void visitOpen(MethodTree method) {
            boolean answers = String.valueOf(method.getReturnType()).startsWith("Answer<");
            boolean ofAnswers = name(method).startsWith("Answer.");
            boolean says = doc().contains("@return") && (doc().contains("undefined") || doc().contains("as {@link"));
            boolean refers = doc().contains("see {@link #of(List)}");
            if (answers && !ofAnswers && !says && !refers) {
                faults.add(name(method) + " does not say when it is undefined");
            }
        }
    }
}
