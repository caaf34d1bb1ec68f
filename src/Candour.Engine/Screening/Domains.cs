namespace Candour.Engine.Screening;

/// <summary>Which words end the name of a place on the internet.</summary>
internal static class Domains
{
    // Every country's, and the others that people in the United Kingdom meet, and those kept for examples (RFC 2606).
    private static readonly HashSet<string> Top = new(
        ("com org net edu gov mil int info biz name pro coop museum aero jobs mobi travel tel cat asia post xxx app dev blog shop store online site website page cloud tech news email "
        + "dentist social charity academy university college wales cymru scot london eu example test invalid localhost xyz "
        + "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et fi fj fk fm fo fr "
        + "ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq "
        + "mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn "
        + "to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw").Split(' '),
        StringComparer.Ordinal);

    /// <summary>Whether a folded word may end a domain.</summary>
    public static bool IsTop(string word) => word.Length is >= 2 and <= 12 && Top.Contains(word);

    /// <summary>How much of a folded domain is one, in characters: up to its last label that may end a domain; 0 for none.</summary>
    public static int ValidLength(string domain)
    {
        var labels = domain.TrimEnd('.', '-').Split('.');
        var kept = 0;
        var length = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
            {
                break;
            }

            length += label.Length + (i > 0 ? 1 : 0);
            if (i > 0 && Top.Contains(label))
            {
                kept = length;
            }
            else if (i > 0 && kept == 0 && i == labels.Length - 1 && RunOn(label) is var run and > 0)
            {
                kept = length - label.Length + run;
            }
        }

        return kept;
    }

    // example.comthanks
    private static int RunOn(string label) =>
        label.StartsWith("com", StringComparison.Ordinal) || label.StartsWith("net", StringComparison.Ordinal) || label.StartsWith("org", StringComparison.Ordinal) ? 3 : label.StartsWith("uk", StringComparison.Ordinal) ? 2 : 0;
}
