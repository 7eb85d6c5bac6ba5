//JAVA 25+
//DEPS org.apache.lucene:lucene-core:10.3.1
//DEPS org.apache.lucene:lucene-queryparser:10.3.1

import module java.base;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;

/// The peer of `scripts/bench search`: Lucene as it comes (StandardAnalyzer, BM25, one field, any word is enough).
/// Arguments: documents (`id TAB text` a line), questions (one a line), a file for the ids found (by spaces).
void main(String... args) throws Exception {
    var directory = new ByteBuffersDirectory();
    try (var writer = new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()));
            var lines = Files.lines(Path.of(args[0]))) {
        for (var line : (Iterable<String>) lines::iterator) {
            var document = new Document();
            document.add(new StoredField("id", line.substring(0, line.indexOf('\t'))));
            document.add(new TextField("text", line.substring(line.indexOf('\t') + 1), Field.Store.NO));
            writer.addDocument(document);
        }
    }
    var answers = new StringBuilder();
    try (var reader = DirectoryReader.open(directory)) {
        var searcher = new IndexSearcher(reader);
        var parser = new QueryParser("text", new StandardAnalyzer());
        for (var question : Files.readAllLines(Path.of(args[1]))) {
            var found = searcher.search(parser.parse(QueryParser.escape(question)), 20);
            for (var hit : found.scoreDocs) {
                answers.append(searcher.storedFields().document(hit.doc).get("id")).append(' ');
            }
            answers.append('\n');
        }
    }
    Files.writeString(Path.of(args[2]), answers);
}
