W801 = The reason names a colleague by name or id
    .hint = The reason is printed on the person's own score sheet; word it without the other's name, such as “stood in for a colleague”
    .what = The reason of an adjustment holds somebody else's name or id.
    .why = It is printed on the person's score sheet, which should hold nothing about others.
    .example = The reason of 张三's bonus is “替李四值班”
    .mend = Write “替同事值班”. The name of the person's own manager may stay.
