//JAVA 25+
//DEPS org.apache.lucene:lucene-core:10.3.1
//RUNTIME_OPTIONS --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xmx2g

import module java.base;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene103.Lucene103Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.MMapDirectory;

/// The peer of the scan in `scripts/bench search`: Lucene's HNSW over quantised vectors, as it comes, in one segment.
/// Arguments: vectors (384 floats each, little-endian), questions (`row cosine-of-the-tenth-best` a line), a new folder.
/// Prints for several widths of the search `k WIDTH recall RECALL ms MEDIAN`, and `rescored` where the hits of that width
/// are put in order by their whole vectors: quantised ones alone don't find the ten best, however wide the search.
void main(String... args) throws Exception {
    var dims = 384;
    var floats = ByteBuffer.wrap(Files.readAllBytes(Path.of(args[0]))).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    var rows = floats.limit() / dims;
    var codec = new Lucene103Codec() {
        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return new Lucene99HnswScalarQuantizedVectorsFormat();
        }
    };
    try (var directory = new MMapDirectory(Path.of(args[2]))) {
        try (var writer = new IndexWriter(directory, new IndexWriterConfig().setCodec(codec).setRAMBufferSizeMB(512))) {
            for (var row = 0; row < rows; row++) {
                var document = new Document();
                document.add(new KnnFloatVectorField("v", vector(floats, row, dims),
                        VectorSimilarityFunction.DOT_PRODUCT));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        try (var reader = DirectoryReader.open(directory)) {
            var searcher = new IndexSearcher(reader);
            var questions = Files.readAllLines(Path.of(args[1])).stream().map(line -> line.split(" ")).toList();
            var whole = reader.leaves().getFirst().reader().getFloatVectorValues("v");
            for (var again : new boolean[] {false, false, true}) {
                for (var width : new int[] {11, 25, 50, 100, 200, 400, 800}) {
                    var found = 0;
                    var times = new ArrayList<Double>();
                    for (var round = 0; round < 3; round++) {
                        found = 0;
                        for (var question : questions) {
                            var row = Integer.parseInt(question[0]);
                            var asked = vector(floats, row, dims);
                            var start = System.nanoTime();
                            var hits = Arrays.stream(searcher.search(new KnnFloatVectorQuery("v", asked, width),
                                    again ? width : 11).scoreDocs).mapToInt(hit -> hit.doc).boxed().toList();
                            if (again) {
                                var exact = new HashMap<Integer, Double>();
                                for (var hit : hits) {
                                    exact.put(hit, dot(asked, whole.vectorValue(hit)));
                                }
                                hits = hits.stream().sorted(Comparator.comparing(exact::get).reversed()).limit(11)
                                        .toList();
                            }
                            times.add((System.nanoTime() - start) / 1e6);
                            // By the cosine, so that of equal ones any will do; the row itself is among them.
                            var least = Double.parseDouble(question[1]) - 1e-5;
                            var good = 0;
                            for (var hit : hits) {
                                good += dot(asked, vector(floats, hit, dims)) >= least ? 1 : 0;
                            }
                            found += Math.clamp(good - 1, 0, 10);
                        }
                    }
                    times.sort(null);
                    IO.println(String.format(Locale.ROOT, "%s %d recall %.4f ms %.3f", again ? "rescored" : "k", width,
                            found / 10.0 / questions.size(), times.get(times.size() / 2)));
                }
            }
        }
    }
}

float[] vector(FloatBuffer floats, int row, int dims) {
    var vector = new float[dims];
    floats.get(row * dims, vector);
    return vector;
}

double dot(float[] one, float[] other) {
    var sum = 0.0;
    for (var i = 0; i < one.length; i++) {
        sum += one[i] * other[i];
    }
    return sum;
}
