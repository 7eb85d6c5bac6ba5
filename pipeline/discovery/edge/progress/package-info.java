//DEPS me.tongfei:progressbar:0.10.2
/// Progress of long work on stderr: a live bar on a terminal, plain lines elsewhere. The one owner of progressbar; it
/// measures nothing that any output depends on.
package discovery.edge.progress;
