package io.meshtrial.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
 * from the sources: every public method, or the class it stands in, names a paper or book with its year and the place in it, or says
 * that it is a definition; every number that a method or a record takes has its {@code @param}, of real ones with unit or domain;
 * every {@link Answer} says when it is undefined, and every exception is named.
 */
class DocumentationTest {

    private static final Pattern SOURCE = Pattern.compile("arXiv\\s[*\\s]*\\d{4}\\.\\d{5}|\\b(18|19|20)\\d{2}\\b");
    /** Where in it; or that there is nothing to look up. */
    private static final Pattern PLACE = Pattern.compile(
            "section|appendix|chapter|equation|theorem|lemma|method \\d|table \\d|\\b\\d+\\.\\d+\\.\\d+\\b|\\bp\\. \\d|pp\\. \\d|, \\d+\\.\\d+\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern DEFINITION = Pattern.compile("\\bdefinitions?\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern REAL = Pattern.compile("double(\\[]|\\.\\.\\.)?");

    /** A unit, or from where to where. */
    private static final Pattern MEANING = Pattern.compile(
            "between|at least|at most|positive|\\b0\\b|\\b1\\b|[Σ≥≤±]|unit|metric"
                    + "|logarithm|ln |error level|finite|standard error|ratio|any real|share|degrees|p-value|e-value|dimensionless");

    private static final Pattern NUMBER = Pattern.compile("(double|long|int)(\\[]|\\.\\.\\.)?");

    @Test
    void everyPublicMethodNamesItsSourceAndThePlaceInItOrIsADefinition() throws IOException {
        assertThat(faults((type, trees) -> new Sources(trees))).isEmpty();
    }

    @Test
    void everyRealNumberHasAUnitOrADomain() throws IOException {
        assertThat(faults((type, trees) -> new Meanings(trees))).isEmpty();
    }

    @Test
    void everyExceptionIsNamed() throws IOException {
        assertThat(faults((type, trees) -> new Exceptions(trees))).isEmpty();
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
            if (type.getKind() == Tree.Kind.RECORD) {
                require(type);
            }
        }

        @Override
        void visitOpen(MethodTree method) {
            require(method);
        }

        /** Its own, or that of the class it stands in. */
        private void require(Tree what) {
            TreePath path = getCurrentPath();
            boolean found = false;
            while (path != null && !found) {
                String doc = trees.getDocComment(path);
                found = doc != null && isFound(doc);
                path = path.getParentPath();
            }
            if (!found) {
                faults.add(name(what) + " names no source and place");
            }
        }

        private static boolean isFound(String doc) {
            return DEFINITION.matcher(doc).find()
                    || SOURCE.matcher(doc).find() && PLACE.matcher(doc).find();
        }
    }

    private static final class Meanings extends Finder {
        private Meanings(DocTrees trees) {
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
            if (!REAL.matcher(String.valueOf(number.getType())).matches()) {
                return;
            }
            String doc = doc();
            int from = doc.indexOf("@param " + number.getName() + " ");
            int to = from < 0 ? -1 : doc.indexOf('@', from + 1);
            String own = from < 0 ? "" : doc.substring(from, to < 0 ? doc.length() : to);
            int members = doc.indexOf('@');
            boolean ofAll =
                    doc.substring(0, members < 0 ? doc.length() : members).contains("unit");
            if (!ofAll && !MEANING.matcher(own.replaceFirst("@param \\S+", "")).find()) {
                faults.add(name(where) + " gives " + number.getName() + " neither unit nor domain");
            }
        }
    }

    private static final class Exceptions extends Finder {
        private Exceptions(DocTrees trees) {
            super(trees);
        }

        @Override
        void visitOpen(MethodTree method) {
            String body = String.valueOf(method.getBody());
            boolean throwing = body.contains("throw new") || body.contains("orElseThrow");
            if (throwing && !doc().contains("@throws")) {
                faults.add(name(method) + " does not say what it throws");
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
