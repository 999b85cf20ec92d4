package io.meshtrial.analytics.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * TypeScript's own compiler over the page's sources: what their JSDoc promises holds wherever they are called, null and
 * undefined among it, and nothing is imported in vain. It comes as a WebJar and runs in the browser that the other tests
 * use, so nobody needs Node.
 */
class TypesTest {

    private static final Path SOURCES = Path.of("src", "main", "resources", "static", "js");
    private static final Path LIBRARIES = Path.of("src", "test", "resources", "page", "libraries.d.ts");

    private static final String CHECK = """
            (sources) => {
              const fetched = new Map();
              const read = (name) => {
                if (name in sources) return sources[name];
                if (!name.startsWith('/lib/')) return undefined;
                if (!fetched.has(name)) {
                  const request = new XMLHttpRequest();
                  request.open('GET', `/webjars/typescript${name}`, false);
                  request.send();
                  fetched.set(name, request.responseText);
                }
                return fetched.get(name);
              };
              const options = {allowJs: true, checkJs: true, strictNullChecks: true, noUnusedLocals: true, noEmit: true, target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext,
                moduleResolution: ts.ModuleResolutionKind.Bundler, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: [], skipLibCheck: true};
              const host = {
                fileExists: (name) => name in sources, readFile: read, writeFile: () => {}, directoryExists: () => true, getDirectories: () => [],
                getSourceFile: (name, target) => { const text = read(name); return text === undefined ? undefined : ts.createSourceFile(name, text, target, true); },
                getDefaultLibFileName: () => '/lib/lib.es2023.d.ts', getDefaultLibLocation: () => '/lib', getCurrentDirectory: () => '/', getCanonicalFileName: (name) => name,
                useCaseSensitiveFileNames: () => true, getNewLine: () => '\\n',
              };
              const program = ts.createProgram(Object.keys(sources), options, host);
              return ts.getPreEmitDiagnostics(program).map((d) => {
                const place = d.file ? `${d.file.fileName}:${d.file.getLineAndCharacterOfPosition(d.start).line + 1} ` : '';
                return place + ts.flattenDiagnosticMessageText(d.messageText, '\\n');
              });
            }""";

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        sources.put("/libraries.d.ts", Files.readString(LIBRARIES));
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".js")).toList()) {
                sources.put("/js/" + SOURCES.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return sources;
    }

    private static List<?> check(Map<String, String> sources) {
        Stage.SERVER.play(Scenario.running());
        Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
        page.navigate(Stage.SERVER.address() + "/no-such-page");
        page.addScriptTag(new Page.AddScriptTagOptions().setUrl("/webjars/typescript/lib/typescript.js"));
        return (List<?>) page.evaluate(CHECK, sources);
    }

    @Test
    void everySourceKeepsItsTypes() throws IOException {
        Map<String, String> sources = sources();
        assertThat(sources).hasSizeGreaterThan(50);

        assertThat(check(sources)).isEmpty();
    }

    @Test
    void aBrokenPromiseIsFound() throws IOException {
        Map<String, String> sources = sources();
        sources.put("/js/broken.js", "import { number } from './core/format.js';\nnumber('ten', 2);\n");
        sources.put("/js/careless.js", "[1, 2].find((n) => n > 1).toFixed();\n");

        assertThat(check(sources))
                .map(String::valueOf)
                .satisfiesExactly(
                        broken -> assertThat(broken).startsWith("/js/broken.js:2 "),
                        careless -> assertThat(careless).startsWith("/js/careless.js:1 "));
    }
}
