package discovery.edge.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import discovery.edge.release.Keyring;
import discovery.edge.signing.KeyFile;
import discovery.edge.signing.Keys;
import discovery.edge.signing.TufExpiry;
import discovery.edge.signing.TufRepository;
import discovery.edge.signing.TufTarget;
import discovery.edge.signing.TufVerifier;
import discovery.edge.signing.VerificationException;
import discovery.edge.signing.Verified;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotatingTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = START.plus(Duration.ofDays(30));

    @TempDir
    Path folder;

    private Path rootFile;
    private KeyFile first;

    @BeforeEach
    void an_index_that_is_public() throws IOException {
        first = KeyFile.generate(new SecureRandom(), "Test <test@example.invalid>", START);
        rootFile = Files.write(folder.resolve("root.json"), TufRepository.firstRoot(first.keys(), TufExpiry.DEFAULT));
    }

    private static Map<String, byte[]> night(Keys keys, List<byte[]> roots, long seq) {
        var target = TufTarget.of("v1/manifest.json", "{}".getBytes(StandardCharsets.US_ASCII));
        return TufRepository.metadata(keys, roots, List.of(target), seq, LATER, TufExpiry.DEFAULT);
    }

    private static Verified verify(byte[] root, Map<String, byte[]> files) throws IOException, VerificationException {
        return TufVerifier.verify(root, (name, most) -> Optional.ofNullable(files.get(name)).orElseThrow(
                () -> new FileNotFoundException(name)), LATER, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clients_walk_over_and_refuse_the_old_keys_afterwards(boolean online) throws Exception {
        var start = Files.readAllBytes(rootFile);
        var made = Rotating.rotate(rootFile, first, online, new SecureRandom(), LATER);
        var roots = Keyring.roots(rootFile);
        assertEquals(2, roots.size());
        assertArrayEquals(start, roots.getFirst());
        assertArrayEquals(start, Keyring.previousRoot(Optional.empty(), Optional.empty(), rootFile));
        assertEquals(2, verify(start, night(made.keys(), roots, 2)).rootVersion());
        assertEquals(2, verify(roots.getLast(), night(made.keys(), roots, 2)).rootVersion());
        assertThrows(IllegalArgumentException.class, () -> night(first.keys(), roots, 3));
        var stolen = new java.util.HashMap<>(night(first.keys(), List.of(start), 3));
        stolen.put("2.root.json", roots.getLast());
        assertThrows(VerificationException.class, () -> verify(start, stolen));
    }

    @Test
    void keys_can_be_changed_again_and_again() throws Exception {
        var start = Files.readAllBytes(rootFile);
        var second = Rotating.rotate(rootFile, first, false, new SecureRandom(), LATER);
        var third = Rotating.rotate(rootFile, second, true, new SecureRandom(), LATER);
        assertEquals(3, verify(start, night(third.keys(), Keyring.roots(rootFile), 5)).rootVersion());
    }

    @Test
    void foreign_keys_and_keys_without_a_root_change_nothing() throws IOException {
        var start = Files.readAllBytes(rootFile);
        var foreign = KeyFile.generate(new SecureRandom(), "Other <other@example.invalid>", START);
        assertThrows(IllegalArgumentException.class,
                () -> Rotating.rotate(rootFile, foreign, false, new SecureRandom(), LATER));
        assertThrows(IOException.class,
                () -> Rotating.rotate(rootFile, first.withoutRoot(), false, new SecureRandom(), LATER));
        assertArrayEquals(start, Files.readAllBytes(rootFile));
        assertFalse(Files.exists(folder.resolve("1.root.json")));
    }

    @Test
    void ninety_days_before_the_end_somebody_is_told() throws IOException {
        var root = Files.readAllBytes(rootFile);
        var end = START.plus(Duration.ofDays(3652));
        assertTrue(Duration.between(START, end).toDays() >= 5 * 365, "a root lives at least five years");
        assertTrue(TufRepository.ending(root, end.minus(Duration.ofDays(91))).isEmpty());
        var warning = TufRepository.ending(root, end.minus(Duration.ofDays(89))).orElseThrow();
        assertTrue(warning.contains("in 89 days") && warning.contains("--rotate"), warning);
    }
}
