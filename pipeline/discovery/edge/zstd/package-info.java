//DEPS com.github.luben:zstd-jni:1.5.7-28
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED
/// zstd streams and patches. The one owner of zstd-jni; knows nothing of what it packs.
package discovery.edge.zstd;
