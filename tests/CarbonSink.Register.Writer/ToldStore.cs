using CarbonSink.Register;

namespace CarbonSink.Register.Writer;

/// <summary>A store that says when a transaction has begun and when its commit begins.</summary>
internal sealed class ToldStore(IRegisterStore store, Action<string> say) : IRegisterStore
{
    public string Version => store.Version;

    public T Read<T>(Func<IRegisterReading, T> read) => store.Read(read);

    public T Write<T>(Func<IRegisterWriting, T> write) => store.Write(w =>
    {
        say("begun");
        var answer = write(w);
        say("committing");
        return answer;
    });

    public void Dispose() => store.Dispose();
}
